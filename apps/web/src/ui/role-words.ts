import type { Wording } from './words.ts';

/** The roles in the words of the policy. Khmer not yet read by a Khmer speaker. */
export const roleWords: Record<string, Wording> = {
  POLICY_OFFICER: { en: 'policy officer', km: 'មន្ត្រីគោលនយោបាយ' },
  COORDINATOR: { en: 'coordinator', km: 'អ្នកសម្របសម្រួល' },
  CHAIR: { en: 'chair', km: 'ប្រធាន' },
  MEMBER_REPRESENTATIVE: { en: 'member representative', km: 'តំណាងអង្គការសមាជិក' },
  BUDGET_GROUP_MEMBER: { en: 'budget working group member', km: 'សមាជិកក្រុមការងារថវិកា' },
  OBSERVER: { en: 'observer', km: 'អ្នកសង្កេតការណ៍' },
  ADMINISTRATOR: { en: 'administrator', km: 'អ្នកគ្រប់គ្រងប្រព័ន្ធ' },
  PUBLIC: { en: 'not signed in', km: 'មិនបានចូលប្រើ' },
};
