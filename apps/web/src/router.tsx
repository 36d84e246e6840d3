import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { Shell } from './ui/shell.tsx';
import { Missing } from './ui/missing.tsx';
import { statementSearch } from './statements/search.ts';
import { submissionSearch } from './submissions/search.ts';
import { recommendationSearch } from './recommendations/search.ts';

const root = createRootRoute({ component: Shell, notFoundComponent: Missing });
const at = <Path extends string>(path: Path) => ({ getParentRoute: () => root, path });

const work = createRoute({
  ...at('/'),
  component: lazyRouteComponent(() => import('./my-work/my-work.tsx'), 'MyWork'),
});
const recommendations = createRoute({
  ...at('/recommendations'),
  validateSearch: recommendationSearch,
  component: lazyRouteComponent(() => import('./recommendations/recommendations.tsx'), 'Recommendations'),
});
const newRecommendation = createRoute({
  ...at('/recommendations/new'),
  component: lazyRouteComponent(() => import('./recommendations/new-recommendation.tsx'), 'NewRecommendation'),
});
const statement = createRoute({
  ...at('/statements/$id'),
  component: lazyRouteComponent(() => import('./statements/statement.tsx'), 'StatementPage'),
});
const newStatement = createRoute({
  ...at('/statements/new'),
  component: lazyRouteComponent(() => import('./statements/compose-statement.tsx'), 'NewStatement'),
});
const editStatement = createRoute({
  ...at('/statements/$id/edit'),
  component: lazyRouteComponent(() => import('./statements/compose-statement.tsx'), 'EditStatement'),
});
const submission = createRoute({
  ...at('/submissions/$id'),
  component: lazyRouteComponent(() => import('./submissions/submission.tsx'), 'SubmissionPage'),
});
const integration = createRoute({ ...at('/integrations/$id'), component: Missing });
const administration = createRoute({ ...at('/administration'), component: Missing });
const statements = createRoute({
  ...at('/statements'),
  validateSearch: statementSearch,
  component: lazyRouteComponent(() => import('./statements/statements.tsx'), 'Statements'),
});
const submissions = createRoute({
  ...at('/submissions'),
  validateSearch: submissionSearch,
  component: lazyRouteComponent(() => import('./submissions/submissions.tsx'), 'Submissions'),
});
const instruments = createRoute({ ...at('/instruments'), component: Missing });
const calendar = createRoute({ ...at('/calendar'), component: Missing });
const overview = createRoute({ ...at('/overview'), component: Missing });
const recommendation = createRoute({
  ...at('/recommendations/$id'),
  component: lazyRouteComponent(() => import('./recommendations/recommendation.tsx'), 'RecommendationPage'),
});

/** Every page is an address, and loads only what it needs. */
export const router = createRouter({
  routeTree: root.addChildren([
    work,
    recommendations,
    newRecommendation,
    recommendation,
    statement,
    newStatement,
    editStatement,
    submission,
    integration,
    administration,
    statements,
    submissions,
    instruments,
    calendar,
    overview,
  ]),
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
