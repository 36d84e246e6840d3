import type { Sentence } from '#platform';
import type { WorkRow, WorkToDo } from './my-work.model.js';

const said = (en: string, km: string): Sentence => ({ en, km, checked: false });

/** What is to be done. */
export const whatWords: Record<WorkToDo, Sentence> = {
  decide: said(
    'Decide whether your organisation signs this statement.',
    'សម្រេចថាតើអង្គការរបស់អ្នកគាំទ្រសេចក្តីថ្លែងការណ៍នេះឬទេ។',
  ),
  reconfirm: said(
    'The text was changed: say whether your organisation still signs.',
    'អត្ថបទត្រូវបានកែ៖ សូមបញ្ជាក់ថាអង្គការរបស់អ្នកនៅតែគាំទ្រឬទេ។',
  ),
  confirm: said(
    'Somebody entered a decision for your organisation: confirm or refuse it.',
    'មានគេបានបញ្ចូលការសម្រេចជំនួសអង្គការរបស់អ្នក៖ សូមបញ្ជាក់ ឬបដិសេធ។',
  ),
  answerOverdue: said('Their answer is overdue: ask for it, or record it.', 'ចម្លើយហួសកំណត់ហើយ៖ សូមទាក់ទងសួរ ឬកត់ត្រាចម្លើយ។'),
  followUp: said('Do this follow-up task, and say what came of it.', 'សូមធ្វើការងារតាមដាននេះ រួចកត់ត្រាលទ្ធផល។'),
  answerDue: said('Their answer is due within the week.', 'ចម្លើយដល់កំណត់ក្នុងសប្ដាហ៍នេះ។'),
  verify: said('Look at this claim, and verify or reject it.', 'សូមពិនិត្យ រួចផ្ទៀងផ្ទាត់ ឬបដិសេធការអះអាងនេះ។'),
  recheck: said('Look again whether this still stands in the text.', 'សូមពិនិត្យឡើងវិញថាតើវានៅមានក្នុងអត្ថបទឬទេ។'),
  deliver: said('Hand over this letter.', 'សូមដាក់ជូនលិខិតនេះ។'),
  receipt: said('Get a proof of receipt.', 'សូមសុំភស្តុតាងទទួល។'),
  translate: said('Bring the other language up to date.', 'សូមធ្វើបច្ចុប្បន្នភាពភាសាម្ខាងទៀត។'),
  awaited: said('Their answer is awaited.', 'កំពុងរង់ចាំចម្លើយ។'),
};

/** Why it waits for this person. */
export const whyWords: Record<WorkRow['as'], Sentence> = {
  organisation: said('Only your organisation can decide for itself.', 'មានតែអង្គការរបស់អ្នកទេដែលអាចសម្រេចដោយខ្លួនឯង។'),
  owner: said('You are the one responsible.', 'អ្នកជាអ្នកទទួលខុសត្រូវ។'),
  role: said('Your role has it.', 'តួនាទីរបស់អ្នកទទួលបន្ទុករឿងនេះ។'),
  right: said('Your seat lets you do it.', 'អាសនៈរបស់អ្នកអនុញ្ញាតឱ្យធ្វើ។'),
  field: said('It lies in the field of your group.', 'វាស្ថិតក្នុងវិស័យរបស់ក្រុមអ្នក។'),
};
