/** The mail of an invitation: on a locked screen it says neither for whom nor what. The link leads to a page with a button. */
export function invitationMail(link: string): { subject: string; text: string } {
  return {
    subject: 'ការអញ្ជើញ · Invitation',
    text: `អ្នកត្រូវបានអញ្ជើញ។ សូមបើកតំណខាងក្រោម ហើយចុចប៊ូតុង ក្នុងរយៈពេល ៧ ថ្ងៃ។
បើអ្នកមិនស្គាល់វាទេ សូមកុំធ្វើអ្វីទាំងអស់។

You are invited. Open this link and press the button, within seven days:
${link}
If this tells you nothing, do nothing. Do not pass the link on.
`,
  };
}
