import { foldKhmer } from '#platform';

/** What a column can be. The names are those of the mapping file. */
export const FIELDS = [
  'reference',
  'titleEn',
  'titleKm',
  'bodyEn',
  'bodyKm',
  'addressees',
  'targets',
  'topics',
  'places',
  'goals',
  'endorsedOn',
  'statement',
  'submittedTo',
  'submittedOn',
  'answer',
  'answeredOn',
  'answerText',
  'integratedIn',
  'provision',
  'quote',
  'degree',
] as const;
export type Field = (typeof FIELDS)[number];

/** A field, or a text of which the language is still open. */
export type Concept = Exclude<Field, 'titleEn' | 'titleKm' | 'bodyEn' | 'bodyKm'> | 'title' | 'body';

/** Headers that people write, English and Khmer, by what they mean. Only ever read, never shown. */
const NAMES: Record<Concept, string> = {
  reference:
    'no, nr, s/n, ref, ref no, reference, reference no, reference number, id, code, item, item no, number, serial no, rec no, recommendation no, recommendation number, recommendation id, our number, ល.រ, លេខរៀង, លេខ, លេខយោង, យោង',
  title: 'title, short title, heading, recommendation title, title of recommendation, summary, ចំណងជើង, កម្មវត្ថុ',
  body: 'recommendation, recommendations, text, full text, text of recommendation, recommendation text, wording, body, content, description, ask, the ask, request, demand, proposal, detail, details, អនុសាសន៍, ខ្លឹមសារ, ខ្លឹមសារអនុសាសន៍, សំណើ',
  addressees:
    'addressee, addressees, addressed to, institution, institutions, responsible institution, responsible ministry, ministry, ministries, line ministry, ministry/institution, directed to, to whom, for whom, target institution, អ្នកទទួល, ស្ថាប័ន, ក្រសួង, ក្រសួង ស្ថាប័ន',
  targets:
    'target, targets, target instrument, target document, target plan, instrument, instruments, policy, policy instrument, plan, law, aimed at, ផែនការ, ច្បាប់',
  topics:
    'topic, topics, theme, themes, thematic area, sector, sectors, subject area, issue, issues, category, area of work, ប្រធានបទ, វិស័យ',
  places:
    'place, places, location, locations, province, provinces, district, districts, geographic area, area, where, ខេត្ត, ស្រុក, រាជធានី ខេត្ត, ទីកន្លែង, ទីតាំង',
  goals: 'goal, goals, sdg, sdgs, csdg, csdgs, sdg goal, sdg target, csdg target, goal/target, គោលដៅ, ចំណុចដៅ',
  endorsedOn: 'endorsed on, endorsed, date endorsed, date of endorsement, endorsement date',
  statement:
    'statement, joint statement, carried by, carried in, position paper, open letter, source document, source, សេចក្តីថ្លែងការណ៍រួម, សេចក្តីថ្លែងការណ៍',
  submittedTo: 'submitted to, submission to, sent to, handed to, delivered to, presented to',
  submittedOn:
    'submitted on, submitted, date submitted, submission date, date of submission, sent on, date sent, date handed in',
  answer:
    'answer, response, government response, government answer, ministry response, reply, reading, reading of answer, decision, answer status, response status, status, ការឆ្លើយតប, ចម្លើយ',
  answeredOn:
    'answered on, answered, date answered, date of answer, answer date, response date, date of response, replied on, reply date',
  answerText:
    'answer text, text of answer, answer in words, response text, official wording, words of the answer, official answer, explanation',
  integratedIn:
    'integrated in, integrated into, integration, included in, incorporated in, incorporated into, taken up in, reflected in, adopted in',
  provision:
    'provision, article, chapter, clause, section, page, paragraph, locator, chapter/clause/page, place in text, ជំពូក, មាត្រា, ទំព័រ',
  quote: 'quote, quoted text, quotation, text of provision, provision text, wording in plan, plan text, adopted text',
  degree: 'degree, degree of integration, integration degree, extent of integration, level of integration, how far',
};

/** A word that says in which language a column is, and the language. */
const LANGUAGES: readonly [RegExp, 'en' | 'km'][] = [
  [/(^| )(english|eng|en)( |$)|(ភាសា)?អង់គ្លេស/, 'en'],
  [/(^| )(khmer|khm|km|kh|cambodian)( |$)|(ភាសា)?ខ្មែរ/, 'km'],
];

export interface HeaderReading {
  concept: Concept;
  language?: 'en' | 'km';
  /** The known name that was found. */
  name: string;
  /** The header is that name; otherwise it holds it. */
  whole: boolean;
}

const known = new Map<string, Concept>();
for (const [concept, names] of Object.entries(NAMES))
  for (const name of names.split(', ')) known.set(plain(name), concept as Concept);
const byLength = [...known].sort(([one], [other]) => other.length - one.length);

/** What a header says that its column is; nothing where it says nothing that is known. */
export function readHeader(header: string): HeaderReading | undefined {
  let words = plain(header);
  let language: 'en' | 'km' | undefined;
  for (const [pattern, of] of LANGUAGES) {
    const without = words.replace(pattern, ' ').replace(/ +/g, ' ').trim();
    if (without !== words) [language, words] = [of, without];
  }
  // "Khmer" alone above a column: the text in Khmer.
  if (words === '' && language) return { concept: 'body', language, name: plain(header), whole: true };
  const concept = known.get(words);
  if (concept) return { concept, name: words, whole: true, ...(language && { language }) };
  const part = byLength.find(([name]) => holds(words, name));
  return part && { concept: part[1], name: part[0], whole: false, ...(language && { language }) };
}

/** Whether a cell is, word for word, what people write above a column. */
export function isHeaderName(cell: string): boolean {
  return cell.trim() !== '' && cell.length <= 80 && readHeader(cell)?.whole === true;
}

/** Folded, without punctuation; the signs for "number" in words. */
function plain(header: string): string {
  return foldKhmer(header.replace(/[#№]|\bn°/gi, ' no '))
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

/** Words in English stand apart; Khmer has no spaces between them. */
function holds(words: string, name: string): boolean {
  if (/\p{Script=Khmer}/u.test(name)) return name.length >= 4 && words.includes(name);
  return name.length >= 3 && ` ${words} `.includes(` ${name} `);
}
