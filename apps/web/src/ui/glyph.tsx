/** The signs as drawings: the same on every device, whatever fonts it has. */
const shapes = {
  drafted: <circle cx="8" cy="8" r="5" fill="none" />,
  endorsing: (
    <>
      <circle cx="8" cy="8" r="5" fill="none" />
      <path d="M8 8V3a5 5 0 0 1 5 5z" className="ink" />
    </>
  ),
  endorsed: <circle cx="8" cy="8" r="5" className="ink" />,
  submitted: <path d="M8 2.5 14 13H2z" className="ink" />,
  answered: <path d="M8 2 14 8 8 14 2 8z" className="ink" />,
  book: <path d="M8 4c-2-1.4-4-1.5-6-1v9c2-.5 4-.4 6 1 2-1.4 4-1.500 6-1V3c-2-.5-4-.4-6 1zV13" fill="none" />,
  bookFull: <path d="M8 4c-2-1.4-4-1.5-6-1v9c2-.5 4-.4 6 1 2-1.4 4-1.500 6-1V3c-2-.5-4-.4-6 1z" className="ink" />,
  bookDraft: (
    <>
      <path d="M8 4c-2-1.4-4-1.5-6-1v9c2-.5 4-.4 6 1V4z" className="ink" />
      <path d="M8 4c2-1.400 4-1.500 6-1v9c-2-.5-4-.4-6 1" fill="none" />
    </>
  ),
  half: (
    <>
      <circle cx="8" cy="8" r="5" fill="none" />
      <path d="M8 3a5 5 0 0 0 0 10z" className="ink" />
    </>
  ),
  dot: <circle cx="8" cy="8" r="2.2" className="ink" />,
  barred: (
    <>
      <circle cx="8" cy="8" r="5" fill="none" />
      <path d="M4.500 11.500l7-7" fill="none" />
    </>
  ),
  tick: <path d="M3 8.500l3.500 3.500L13 4.500" fill="none" />,
  dash: <path d="M4 8h8" fill="none" />,
  arrow: <path d="M3 8h9M9 4.500 12.500 8 9 11.500" fill="none" />,
  question: <path d="M5.500 6a2.500 2.500 0 1 1 3.600 2.200C8.300 8.600 8 9 8 10m0 2.200v.3" fill="none" />,
  hourglass: <path d="M4 2.500h8M4 13.500h8M5 2.500c0 3 6 4.500 6 11M11 2.500c0 3-6 4.500-6 11" fill="none" />,
  late: (
    <>
      <circle cx="7" cy="9" r="5" fill="none" />
      <path d="M7 6v3l2 1.500M12 1.500v4M10 3.500h4" fill="none" />
    </>
  ),
  eye: (
    <>
      <path d="M1.500 8C4 4 12 4 14.500 8 12 12 4 12 1.500 8z" fill="none" />
      <circle cx="8" cy="8" r="2" className="ink" />
    </>
  ),
  work: (
    <>
      <circle cx="8" cy="8" r="5.500" fill="none" />
      <circle cx="8" cy="8" r="1.800" className="ink" />
    </>
  ),
  list: <path d="M5 4h9M5 8h9M5 12h9M2 4h.5M2 8h.5M2 12h.5" fill="none" />,
  pen: <path d="M3 13l1-3.500L11.500 2 14 4.500 6.500 12z" fill="none" />,
  calendar: <path d="M2.500 4h11v9.500h-11zM2.500 7h11M5.500 2.500V5M10.500 2.500V5" fill="none" />,
  bars: <path d="M3 13V8M8 13V3M13 13V6" fill="none" />,
  keys: <path d="M2 4.500h12M2 11.500h12M6 2.500v4M11 9.500v4" fill="none" />,
} as const;

export type GlyphName = keyof typeof shapes;

/** A sign; the word that says the same stands beside it or in a label around it. */
export function Glyph({ name }: { name: GlyphName }) {
  return (
    <svg className="glyph" viewBox="0 0 16 16" width="18" height="18" aria-hidden="true" focusable="false">
      {shapes[name]}
    </svg>
  );
}
