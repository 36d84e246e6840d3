import type { FactSql } from '#policy';

type Facts = Readonly<Record<'ownOrganisation' | 'keepsSeats', FactSql>>;

/** The facts by which those see what belongs to seats who keep them, as SQL over rows with an `organisation_id`. */
export const keptFacts = (alias: string): Facts => ({
  ownOrganisation: (viewer, bind) => `${alias}.organisation_id = ${bind(viewer.organisationId)}`,
  keepsSeats: (viewer) => String(viewer.rights.includes('administer')),
});
