import { fromGlobalId, notFound, prefixOf } from '#platform';
import type { Queryable, Viewer } from '#platform';
import { visibleIntegrations } from '#integrations';
import { visibleRecommendations } from '#recommendations';
import { visibleStatements } from '#statements';
import { visibleSubmissions } from '#submissions';

/** What a task follows up: one of these. An edition may stand beside a recommendation: where to look for it. */
export interface Subject {
  submissionId: string | null;
  statementId: string | null;
  recommendationId: string | null;
  integrationId: string | null;
  editionId: string | null;
}

const nothing: Subject = {
  submissionId: null,
  statementId: null,
  recommendationId: null,
  integrationId: null,
  editionId: null,
};

type Followable = 'sub' | 'stm' | 'rec' | 'int' | 'edi';
const SUBJECTS: Record<Followable, { column: keyof Subject; sql: (viewer: Viewer, parameters: unknown[]) => string }> =
  {
    sub: {
      column: 'submissionId',
      sql: (viewer, parameters) =>
        `submissions s JOIN statements st ON st.id = s.statement_id WHERE s.id = $1 AND ${visibleSubmissions(viewer, parameters)}`,
    },
    stm: {
      column: 'statementId',
      sql: (viewer, parameters) => `statements s WHERE s.id = $1 AND ${visibleStatements(viewer, parameters)}`,
    },
    rec: {
      column: 'recommendationId',
      sql: (viewer, parameters) =>
        `recommendations r WHERE r.id = $1 AND ${visibleRecommendations(viewer, parameters)}`,
    },
    int: {
      column: 'integrationId',
      sql: (viewer, parameters) =>
        `integrations i JOIN recommendations r ON r.id = i.recommendation_id WHERE i.id = $1 AND ${visibleIntegrations(viewer, parameters)}`,
    },
    edi: { column: 'editionId', sql: () => `editions WHERE id = $1` },
  };

/** @throws DomainError notFound when it is nothing that is followed up, not there, or not for this viewer. */
export async function subjectOf(db: Queryable, aboutId: string, viewer: Viewer): Promise<Subject> {
  const prefix = prefixOf(aboutId) as Followable;
  const subject = SUBJECTS[prefix] as (typeof SUBJECTS)[Followable] | undefined;
  if (!subject) throw notFound();
  const id = fromGlobalId(prefix, aboutId);
  const parameters: unknown[] = [id];
  const [row] = await db.query<unknown[]>(`SELECT 1 FROM ${subject.sql(viewer, parameters)}`, parameters);
  if (!row) throw notFound();
  return { ...nothing, [subject.column]: id };
}
