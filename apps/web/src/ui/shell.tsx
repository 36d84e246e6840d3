import { Link, Outlet } from '@tanstack/react-router';
import { Glyph } from './glyph.tsx';
import { useLanguage } from './language.tsx';
import { Text } from './text.tsx';
import { useViewer, ViewerProvider } from './viewer.tsx';
import { useWords } from './words.ts';

const words = {
  skip: { en: 'To the content', km: 'ទៅកាន់ខ្លឹមសារ' },
  rooms: { en: 'Rooms', km: 'បន្ទប់ការងារ' },
  work: { en: 'My work', km: 'ការងាររបស់ខ្ញុំ' },
  recommendations: { en: 'Recommendations', km: 'អនុសាសន៍' },
  statements: { en: 'Statements', km: 'សេចក្តីថ្លែងការណ៍រួម' },
  submissions: { en: 'Submissions', km: 'ការដាក់ជូន' },
  instruments: { en: 'Instruments', km: 'ផែនការ និងច្បាប់' },
  calendar: { en: 'Calendar', km: 'ប្រតិទិន' },
  overview: { en: 'Overview', km: 'ទិដ្ឋភាពរួម' },
  administration: { en: 'Administration', km: 'រដ្ឋបាល' },
  account: { en: 'Account', km: 'គណនី' },
  leave: { en: 'Leave quickly', km: 'ចាកចេញភ្លាម' },
  find: { en: 'Find', km: 'ស្វែងរក' },
  help: { en: 'Help', km: 'ជំនួយ' },
};

const ROOMS = [
  { to: '/', word: words.work, sign: 'work' },
  { to: '/recommendations', word: words.recommendations, sign: 'list' },
  { to: '/statements', word: words.statements, sign: 'pen' },
  { to: '/submissions', word: words.submissions, sign: 'submitted' },
  { to: '/instruments', word: words.instruments, sign: 'book' },
  { to: '/calendar', word: words.calendar, sign: 'calendar' },
  { to: '/overview', word: words.overview, sign: 'bars' },
] as const;

/** The frame of every page: rooms at the left (below, on a phone), language and exit always in the same corner. */
export function Shell() {
  return (
    <ViewerProvider>
      <Frame />
    </ViewerProvider>
  );
}

function Frame() {
  const say = useWords();
  const viewer = useViewer();
  const keeps = viewer.rights.includes('ADMINISTER') || viewer.role === 'COORDINATOR';
  return (
    <div className="frame">
      <a className="skip" href="#content">
        {say(words.skip)}
      </a>
      <header className="top">
        <Link to="/" className="brand">
          <span lang="km">អនុសាសន៍</span>
        </Link>
        <span className="who">
          <Text of={viewer.office} quiet />
          {viewer.organisation ? (
            <>
              {' · '}
              <Text of={viewer.organisation.name} quiet />
            </>
          ) : null}
        </span>
        <LanguageSwitch />
        <a href="/sign-in/account" className="top-link">
          {say(words.account)}
        </a>
        <form method="post" action="/sign-in/leave">
          <button className="small">{say(words.leave)}</button>
        </form>
      </header>
      <nav className="rail" aria-label={say(words.rooms)}>
        {ROOMS.map(({ to, word, sign }) => (
          <Link key={to} to={to} activeOptions={{ exact: to === '/' }} activeProps={{ 'aria-current': 'page' }}>
            <Glyph name={sign} /> {say(word)}
          </Link>
        ))}
        {keeps ? (
          <Link to="/administration" activeProps={{ 'aria-current': 'page' }}>
            <Glyph name="keys" /> {say(words.administration)}
          </Link>
        ) : null}
      </nav>
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
}

function LanguageSwitch() {
  const { language, choose } = useLanguage();
  const other = language === 'km' ? 'en' : 'km';
  return (
    <button className="language" lang={other} onClick={() => choose(other)}>
      {other === 'km' ? 'ខ្មែរ' : 'English'}
    </button>
  );
}
