import type { FrozenText } from '#statements';
import type { Found } from './verify-evidence.js';

/** Holds a frozen text against the fingerprint that the history of its statement has sealed. */
export function checkText(text: FrozenText, found: Found): void {
  const why = whyDiffers(text);
  if (!why) return;
  const { caseId, number, entry } = text;
  found({
    what: 'textDiffers',
    process: 'statement',
    caseId,
    number,
    ...(entry === null ? {} : { version: entry }),
    why,
  });
}

function whyDiffers({ versionNumber, entry, said, stands, shown }: FrozenText): string | undefined {
  const which = `version ${versionNumber} of its text`;
  if (entry === null) return `no entry tells that ${which} was frozen`;
  if (stands === null) return `${which} is gone, or frozen no longer`;
  if (stands !== said) return `${which} is not what was frozen`;
  return shown === said ? undefined : `the fingerprint that is shown with ${which} is not the one that was sealed`;
}
