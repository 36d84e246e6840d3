const features =
  'organisations|classifications|accounts|sign-in|seats|documents|instruments|recommendations|statements|submissions|integrations|imports|overview|proof|concerns|remarks|deadlines|notifications|endorse-pages|follow-ups|my-work';
const PURE = '\\.(machine|relations|release|requirements)\\.ts$';
const SPEC = '\\.(int-|e2e-|browser-)?spec\\.ts$';

/** Who may import whom; a broken rule fails the build. */
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'apps-are-leaves', severity: 'error', from: { path: '^(libs|migrations)/' }, to: { path: '^apps/' } },
    {
      name: 'apps-do-not-import-each-other',
      comment: 'local is api and worker in one process',
      severity: 'error',
      from: { path: '^apps/(api|worker|cli)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'the-web-knows-the-schema-only',
      comment: 'through what codegen writes; no server code reaches a browser',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^(apps|libs|migrations|test|bench)/', pathNot: '^apps/web/' },
    },
    {
      name: 'platform-knows-nobody',
      severity: 'error',
      from: { path: '^libs/platform/' },
      to: { path: '^(libs|migrations)/', pathNot: '^libs/(platform|policy)/' },
    },
    {
      name: 'the-policy-is-pure',
      comment: 'of the platform it takes types only: who a viewer is',
      severity: 'error',
      from: { path: '^libs/policy/' },
      to: { pathNot: '^libs/policy/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the-engine-knows-no-feature',
      severity: 'error',
      from: { path: '^libs/workflow/' },
      to: { path: '^libs/', pathNot: '^libs/(workflow|platform|policy)/' },
    },
    {
      name: 'features-know-each-other-by-their-index',
      severity: 'error',
      from: { path: `^libs/(${features}|samples|product)/` },
      to: {
        path: '^libs/([^/]+)/src/',
        pathNot: ['^libs/[^/]+/src/index\\.ts$', '^libs/workflow/src/pure\\.ts$', '^libs/$1/'],
      },
    },
    {
      name: 'everybody-else-takes-the-index-too',
      severity: 'error',
      from: { path: '^(apps|migrations)/' },
      to: { path: '^libs/[^/]+/src/', pathNot: ['^libs/[^/]+/src/index\\.ts$'] },
    },
    {
      name: 'upwards-only',
      comment: 'recommendations ← statements ← submissions; recommendations ← integrations',
      severity: 'error',
      from: { path: '^libs/(organisations|classifications|accounts|sign-in|documents|instruments|recommendations)/' },
      to: { path: '^libs/(statements|submissions|integrations|imports|concerns|remarks|follow-ups|my-work)/' },
    },
    {
      name: 'statements-know-no-submissions',
      severity: 'error',
      from: { path: '^libs/statements/' },
      to: { path: '^libs/(submissions|integrations|imports|concerns|remarks|follow-ups|my-work)/' },
    },
    {
      name: 'pure-files-are-pure',
      severity: 'error',
      from: { path: PURE, pathNot: SPEC },
      to: {
        pathNot: [
          '^node_modules/xstate/',
          '^libs/workflow/src/pure\\.ts$',
          '^libs/policy/',
          PURE,
          '^libs/[^/]+/src/(quorum|readings)\\.ts$',
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'the-pure-part-of-the-engine',
      severity: 'error',
      from: { path: '^libs/workflow/src/(pure|step|entered|replay)\\.ts$' },
      to: {
        pathNot: [
          '^node_modules/xstate/',
          '^libs/workflow/src/(pure|step|entered|replay)\\.ts$',
          '^libs/policy/',
          '^(node:)?util$',
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'migrations-import-nothing-of-ours',
      severity: 'error',
      from: { path: '^migrations/' },
      to: { path: '^(apps|libs)/' },
    },
    {
      name: 'no-test-in-the-product',
      severity: 'error',
      from: { path: '^(apps|libs|migrations)/', pathNot: SPEC },
      to: { path: '^test/' },
    },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'nothing-undeclared', severity: 'error', from: {}, to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|apps/web/src/generated)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs'],
    },
  },
};
