import { Page } from '../ui/page.tsx';
const words = { title: { en: 'My work', km: 'ការងាររបស់ខ្ញុំ' } };
/** What waits for the person. */
export function MyWork() {
  return <Page title={words.title}>…</Page>;
}
