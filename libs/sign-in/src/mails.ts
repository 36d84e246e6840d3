import type { Mail } from './mailer.service.js';

type Text = Omit<Mail, 'to'>;

/** In a list of mails or on a locked screen nothing is to be read but that it is about signing in. */
const SUBJECT = 'ការចូល · Sign-in';

/** The mail with which somebody signs in. The link leads to a page with a button: to open it does nothing. */
export function signInMail(link: string, code: string): Text {
  const spaced = `${code.slice(0, 4)} ${code.slice(4)}`;
  return {
    subject: SUBJECT,
    text: `លេខកូដរបស់អ្នក៖ ${spaced}
សូមវាយលេខកូដនេះក្នុងទំព័រដែលអ្នកបានស្នើ។ ឬបើកតំណខាងក្រោមក្នុងកម្មវិធីរុករកដដែល។
ប្រើបានម្ដង ក្នុងរយៈពេល ១០ នាទី។ បើអ្នកមិនបានស្នើទេ សូមកុំធ្វើអ្វីទាំងអស់។ កុំប្រាប់លេខកូដនេះដល់អ្នកណា។

Your code: ${spaced}
Type it into the page where you asked for it. Or open this link in the same browser:
${link}
It works once, for ten minutes. If you did not ask for it, do nothing. Tell the code to nobody.
`,
  };
}

/** What a person is told of, wherever they are signed in and by mail. */
export const NOTICES = {
  passkeyAdded: {
    km: 'សោចូល (passkey) ថ្មីត្រូវបានបន្ថែមទៅគណនីរបស់អ្នក។',
    en: 'A passkey was added to your account.',
  },
  passkeyRemoved: {
    km: 'សោចូល (passkey) មួយត្រូវបានដកចេញពីគណនីរបស់អ្នក។',
    en: 'A passkey was removed from your account.',
  },
  appAdded: {
    km: 'កម្មវិធីលេខកូដត្រូវបានភ្ជាប់ទៅគណនីរបស់អ្នក។',
    en: 'A code app was connected to your account.',
  },
  tokenMade: {
    km: 'សោសម្រាប់កម្មវិធីមួយត្រូវបានបង្កើតក្នុងគណនីរបស់អ្នក។',
    en: 'A token for a program was made in your account.',
  },
  appRemoved: {
    km: 'កម្មវិធីលេខកូដត្រូវបានដកចេញពីគណនីរបស់អ្នក។',
    en: 'The code app was removed from your account.',
  },
  recoveryCodeUsed: {
    km: 'មានអ្នកបានចូលដោយលេខកូដបម្រុងរបស់អ្នក។',
    en: 'Somebody signed in with one of your recovery codes.',
  },
  recoveryBegun: {
    km: 'អ្នកសម្របសម្រួលម្នាក់បានចាប់ផ្ដើមការស្ដារគណនីរបស់អ្នក។',
    en: 'A coordinator has begun the recovery of your account.',
  },
  recoveryApproved: {
    km: 'អ្នកសម្របសម្រួលទីពីរបានយល់ព្រមលើការស្ដារគណនីរបស់អ្នក។ វានឹងមានប្រសិទ្ធភាពក្រោយមួយថ្ងៃ។',
    en: 'A second coordinator has approved the recovery of your account. It takes effect after one day.',
  },
  recoveryCancelled: {
    km: 'ការស្ដារគណនីរបស់អ្នកត្រូវបានបញ្ឈប់។',
    en: 'The recovery of your account was stopped.',
  },
  recoveryDone: {
    km: 'គណនីរបស់អ្នកត្រូវបានស្ដារ៖ ឧបករណ៍ សោចូល និងកម្មវិធីលេខកូដទាំងអស់ត្រូវបានដកចេញ។',
    en: 'Your account was recovered: all devices, passkeys and the code app were removed.',
  },
} as const;
export type NoticeKind = keyof typeof NOTICES;

/** The mail of a notice. It has no link: who is asked by mail to follow one should doubt it. */
export function noticeMail(kind: NoticeKind): Text {
  const { km, en } = NOTICES[kind];
  return {
    subject: SUBJECT,
    text: `${km}
បើមិនមែនអ្នកទេ សូមចូល ហើយបញ្ឈប់វា ឬប្រាប់អ្នកសម្របសម្រួលភ្លាម។

${en}
If it was not you, sign in and stop it, or tell a coordinator at once.
`,
  };
}
