/** One day in a calendar. */
export interface CalendarDay {
  /** The same for the same thing, whenever it is asked for. */
  uid: string;
  /** Higher when the day was moved. */
  sequence: number;
  /** `YYYY-MM-DD`, a civil day without an hour or a zone. */
  day: string;
  /** When it was last said, ISO 8601 in UTC. */
  said: string;
  summary: string;
}

/** Octets of a line before it is folded. */
const LONGEST = 75;

/**
 * Whole days as a calendar that programs subscribe to (RFC 5545). Written here: these few kinds of lines are less than what a
 * library would have to be looked after for.
 */
export function toICalendar(days: readonly CalendarDay[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//calendar//days//EN',
    'METHOD:PUBLISH',
    ...days.flatMap(({ uid, sequence, day, said, summary }) => [
      'BEGIN:VEVENT',
      `UID:${uid}`,
      `SEQUENCE:${sequence}`,
      `DTSTAMP:${said.replace(/[-:]|\.\d+/g, '')}`,
      `DTSTART;VALUE=DATE:${compact(day)}`,
      // The end is the first day after (3.6.1).
      `DTEND;VALUE=DATE:${compact(new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10))}`,
      `SUMMARY:${escaped(summary)}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

const compact = (day: string) => day.replaceAll('-', '');
const escaped = (text: string) => text.replace(/[\\;,]/g, (letter) => `\\${letter}`).replace(/\r?\n/g, '\\n');

/** No line longer than 75 octets, and no letter cut in two (3.1). */
function folded(line: string): string {
  let [done, length] = ['', 0];
  for (const letter of line) {
    const octets = Buffer.byteLength(letter);
    if (length + octets > LONGEST) [done, length] = [`${done}\r\n `, 1];
    done += letter;
    length += octets;
  }
  return done;
}
