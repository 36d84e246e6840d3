import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import typescript from 'typescript-eslint';

export default typescript.config(
  { ignores: ['dist/', 'node_modules/', '.data/', 'test/.artifacts/', 'apps/web/src/generated/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [typescript.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // What `throw new Error(\`… ${value}\`)` prints of a number or an unknown is what we want to read there.
      '@typescript-eslint/restrict-template-expressions': 'off',
      // An interface may promise what one of its implementations has at once.
      '@typescript-eslint/require-await': 'off',
      // Objects of functions that need no `this` are handed around in parts.
      '@typescript-eslint/unbound-method': 'off',
      // GraphQL types are named at run time by functions; the framework needs `() => Type` that returns any.
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['libs/**/*.ts', 'apps/**/*.ts'],
    ignores: [
      '**/*.spec.ts',
      'libs/platform/src/clock.ts',
      'libs/platform/src/embedded-postgres.ts',
      'libs/platform/src/postgres-*.ts',
      // A page shows the day on the person's own clock; what counts is said by the server.
      'apps/web/**',
    ],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: 'Time comes from the Clock: the database says what is due.',
        },
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'Time comes from the Clock: the database says what is due.',
        },
        {
          selector: "CallExpression[callee.property.name='save']",
          message: 'save() overwrites newer data in silence: change cases through the engine, registers with SQL.',
        },
        {
          selector: "CallExpression[callee.property.name='createQueryRunner']",
          message: 'Database.transaction is the only way to open a transaction.',
        },
      ],
      'no-console': 'error',
    },
  },
  {
    // Tests and the sample story are clients of the API.
    files: ['test/**/*.ts', '**/*.spec.ts', 'libs/samples/src/*.ts'],
    rules: {
      // Answers of the API are read as what the query asked for.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-explicit-any': 'off',
    },
  },
  {
    files: ['**/*.js', '**/*.cjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        module: 'writable',
        URL: 'readonly',
        globalThis: 'readonly',
      },
    },
  },
  prettier,
);
