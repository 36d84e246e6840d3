/** What the list of submissions is narrowed by, as it stands in the address. */
export interface SubmissionSearch {
  addressee?: string;
  status?: string;
  proof?: 'WITH_RECEIPT' | 'WITHOUT_RECEIPT';
  overdue?: number;
  mine?: true;
}

/** Reads the address; what is not known is left out. */
export function submissionSearch(search: Record<string, unknown>): SubmissionSearch {
  const { addressee, status, proof, overdue, mine } = search;
  return {
    ...(typeof addressee === 'string' && addressee ? { addressee } : {}),
    ...(typeof status === 'string' && status ? { status } : {}),
    ...(proof === 'WITH_RECEIPT' || proof === 'WITHOUT_RECEIPT' ? { proof } : {}),
    ...(Number.isInteger(Number(overdue)) && overdue !== undefined && overdue !== ''
      ? { overdue: Number(overdue) }
      : {}),
    ...(mine ? { mine: true as const } : {}),
  };
}
