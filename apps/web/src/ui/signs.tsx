import type { ReactNode } from 'react';
import { dayOf } from './dates.ts';
import { Glyph } from './glyph.tsx';
import type { GlyphName } from './glyph.tsx';
import { useLanguage } from './language.tsx';
import { useWords } from './words.ts';
import type { Wording } from './words.ts';

/** The words for states, in the users' terms. Khmer not yet read by a Khmer speaker, but what the glossary has. */
export const stateWords = {
  DRAFTED: { en: 'drafted', km: 'បានព្រាង' },
  ENDORSING: { en: 'endorsing', km: 'កំពុងសុំការគាំទ្រ' },
  ENDORSED: { en: 'endorsed', km: 'បានគាំទ្រ' },
  SUBMITTED: { en: 'submitted', km: 'បានដាក់ជូន' },
  ANSWERED: { en: 'answered', km: 'បានឆ្លើយតប' },
  INTEGRATED: { en: 'integrated', km: 'បានដាក់បញ្ចូល' },
  IN_DRAFT: { en: 'in a draft', km: 'ក្នុងសេចក្តីព្រាង' },
  NONE: { en: 'not integrated', km: 'មិនទាន់ដាក់បញ្ចូល' },
  CLOSED: { en: 'closed', km: 'បានបិទ' },
  ACTIVE: { en: 'active', km: 'កំពុងដំណើរការ' },
  DRAFTING: { en: 'being drafted', km: 'កំពុងព្រាង' },
  LAPSED: { en: 'lapsed', km: 'ផុតកំណត់' },
  CONCLUDED: { en: 'concluded', km: 'បានបញ្ចប់' },
  WITHDRAWN: { en: 'withdrawn', km: 'បានដកវិញ' },
  PREPARED: { en: 'prepared', km: 'បានរៀបចំ' },
  DELIVERED: { en: 'delivered', km: 'បានប្រគល់' },
  ACKNOWLEDGED: { en: 'acknowledged', km: 'បានទទួលដំណឹង' },
  PARTLY_ANSWERED: { en: 'partly answered', km: 'បានឆ្លើយតបមួយផ្នែក' },
  UNANSWERED: { en: 'no answer recorded', km: 'គ្មានការឆ្លើយតប' },
  REDIRECTED: { en: 'redirected', km: 'បានបញ្ជូនបន្ត' },
  CANCELLED: { en: 'cancelled', km: 'បានលុបចោល' },
  CLAIMED: { en: 'claimed', km: 'បានអះអាង' },
  VERIFIED: { en: 'verified', km: 'បានផ្ទៀងផ្ទាត់' },
  REJECTED: { en: 'rejected', km: 'មិនទទួលយក' },
  TO_RECHECK: { en: 'to be checked again', km: 'ត្រូវពិនិត្យម្ដងទៀត' },
  REVERSED: { en: 'reversed', km: 'បានត្រឡប់វិញ' },
  GIVEN: { en: 'endorsed', km: 'បានគាំទ្រ' },
  DECLINED: { en: 'declined', km: 'បានបដិសេធ' },
  ABSTAINED: { en: 'abstained', km: 'អនុប្បវាទ' },
  TO_RECONFIRM: { en: 'to be confirmed again', km: 'ត្រូវបញ្ជាក់ម្ដងទៀត' },
  AWAITING_CONFIRMATION: { en: 'waits for confirmation', km: 'រង់ចាំការបញ្ជាក់' },
  DISSOCIATED: { en: 'dissociated', km: 'បានដកខ្លួនចេញ' },
  LATE: { en: 'came late', km: 'មកយឺត' },
  DRAFT: { en: 'draft', km: 'សេចក្តីព្រាង' },
  ADOPTED: { en: 'adopted', km: 'បានអនុម័ត' },
  IN_FORCE: { en: 'in force', km: 'ចូលជាធរមាន' },
  REPEALED: { en: 'repealed', km: 'បាននិរាករណ៍' },
  REPLACED: { en: 'replaced', km: 'បានជំនួស' },
  MERGED: { en: 'merged', km: 'បានបញ្ចូលគ្នា' },
  SPLIT: { en: 'split', km: 'បានបំបែក' },
  SUPERSEDED: { en: 'superseded', km: 'បានជំនួស' },
  RETIRED: { en: 'retired', km: 'បានឈប់ប្រើ' },
  ACCEPTED: { en: 'accepted', km: 'ទទួលយក' },
  PARTLY_ACCEPTED: { en: 'partly accepted', km: 'ទទួលយកមួយផ្នែក' },
  NOTED: { en: 'noted', km: 'កត់សម្គាល់' },
  NOT_ACCEPTED: { en: 'not accepted', km: 'មិនទទួលយក' },
  UNDER_CONSIDERATION: { en: 'under consideration', km: 'កំពុងពិចារណា' },
  MORE_INFORMATION_ASKED: { en: 'more information asked', km: 'សុំព័ត៌មានបន្ថែម' },
  REFERRED_ELSEWHERE: { en: 'referred elsewhere', km: 'បញ្ជូនទៅកន្លែងផ្សេង' },
} satisfies Record<string, Wording>;

/** The word for a state; one that has no word yet stands as the API says it. */
export function useStateWord(): (state: string) => string {
  const say = useWords();
  return (state) => (state in stateWords ? say(stateWords[state as keyof typeof stateWords]) : state.toLowerCase());
}

const STATIONS = [
  ['DRAFTED', 'drafted'],
  ['ENDORSING', 'endorsing'],
  ['ENDORSED', 'endorsed'],
  ['SUBMITTED', 'submitted'],
  ['ANSWERED', 'answered'],
] as const;

const track = {
  label: { en: 'Stage: {stage}. Uptake: {uptake}.', km: 'ដំណាក់កាល៖ {stage}។ ការដាក់បញ្ចូល៖ {uptake}។' },
};

/** Five stations on a line, the reached part strong; at its end the open book: hollow in a draft, full when integrated. */
export function StageTrack({ stage, uptake, wide = false }: { stage: string; uptake: string; wide?: boolean }) {
  const say = useWords();
  const word = useStateWord();
  const reached = STATIONS.findIndex(([name]) => name === stage);
  const label = say(track.label, { stage: word(stage), uptake: word(uptake) });
  return (
    <span className={wide ? 'track wide' : 'track'} role="img" aria-label={label} title={label}>
      {STATIONS.map(([name, sign], index) => (
        <span key={name} className={index <= reached ? 'station reached' : 'station'} aria-hidden="true">
          {index > 0 ? <i /> : null}
          <Glyph name={sign} />
          {wide ? <em>{word(name)}</em> : null}
        </span>
      ))}
      <span className={`book ${uptake === 'NONE' ? '' : 'reached'}`} aria-hidden="true">
        <Glyph name={uptake === 'INTEGRATED' ? 'bookFull' : uptake === 'IN_DRAFT' ? 'bookDraft' : 'book'} />
        {wide ? <em>{word(uptake === 'NONE' ? 'INTEGRATED' : uptake)}</em> : null}
      </span>
    </span>
  );
}

const POSITIONS: Record<string, GlyphName> = {
  ACCEPTED: 'endorsed',
  PARTLY_ACCEPTED: 'half',
  NOTED: 'dot',
  NOT_ACCEPTED: 'barred',
  ACKNOWLEDGED: 'tick',
  UNDER_CONSIDERATION: 'hourglass',
  MORE_INFORMATION_ASKED: 'question',
  REFERRED_ELSEWHERE: 'arrow',
};

const position = {
  none: { en: 'no answer recorded', km: 'គ្មានការឆ្លើយតបដែលបានកត់ត្រា' },
  notHandedOver: { en: 'not handed over yet', km: 'មិនទាន់បានប្រគល់' },
  waiting: { en: 'waiting for an answer', km: 'រង់ចាំការឆ្លើយតប' },
};

/** What one addressee answered, by sign and word. */
export function PositionSign({
  reading,
  answeredOn,
  submission,
  short = false,
}: {
  reading?: string | null;
  answeredOn?: string | null;
  submission?: { status: string } | null;
  short?: boolean;
}) {
  const say = useWords();
  const word = useStateWord();
  const { language } = useLanguage();
  const silent = submission?.status === 'UNANSWERED' || submission?.status === 'PARTLY_ANSWERED';
  const sign = reading ? (POSITIONS[reading] ?? 'dot') : silent || !submission ? 'dash' : 'hourglass';
  const said = reading
    ? word(reading)
    : say(silent ? position.none : submission ? position.waiting : position.notHandedOver);
  return (
    <span className="position" title={said}>
      <Glyph name={sign} /> <span className={short ? 'hidden-word' : ''}>{said}</span>
      {answeredOn && !short ? <small> {dayOf(answeredOn, language)}</small> : null}
    </span>
  );
}

const seen = {
  SECRETARIAT: { en: 'secretariat only', km: 'សម្រាប់តែលេខាធិការដ្ឋាន' },
  MEMBERS: { en: 'members of the coalition', km: 'សមាជិកសម្ព័ន្ធ' },
  PUBLIC: { en: 'everybody', km: 'សាធារណៈ' },
  EMBARGOED: { en: 'until its embargo ends: the coalition', km: 'មុនពេលផ្សាយ៖ តែក្នុងសម្ព័ន្ធ' },
  who: { en: 'Who can see this: {who}', km: 'អ្នកអាចមើលឃើញ៖ {who}' },
};

/** The eye with its circle of people. */
export function SeenBy({ circle }: { circle: Exclude<keyof typeof seen, 'who'> }) {
  const say = useWords();
  return (
    <span className="seen">
      <Glyph name="eye" /> {say(seen.who, { who: say(seen[circle]) })}
    </span>
  );
}

/** A small word in a box: a state, never by its colour alone. */
export function Mark({ children, kind = 'plain' }: { children: ReactNode; kind?: 'plain' | 'good' | 'time' }) {
  return <span className={`mark ${kind}`}>{children}</span>;
}
