import { brotliCompressSync, constants } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';
import { defineConfig } from 'vite';

/** Beside each text file a smaller one: a phone on 3G waits for bytes, and the api has no time to squeeze them. */
const squeezed: Plugin = {
  name: 'squeezed',
  apply: 'build',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      for (const [fileName, file] of Object.entries(bundle)) {
        const content = file.type === 'chunk' ? file.code : file.source;
        if (!/\.(js|css|svg|html)$/.test(fileName)) continue;
        const source = brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
        this.emitFile({ type: 'asset', fileName: `${fileName}.br`, source });
      }
    },
  },
};

/** The list of the documents that the pages send, for the server. */
const documents: Plugin = {
  name: 'documents',
  apply: 'build',
  generateBundle() {
    const list = readFileSync(resolve(import.meta.dirname, 'src/generated/persisted-documents.json'), 'utf8');
    this.emitFile({ type: 'asset', fileName: 'documents.json', source: list.replaceAll('"sha256:', '"') });
  },
};

/** The web application, and the page for trying queries that only `npm start` serves; nothing comes from another host. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  plugins: [documents, squeezed],
  build: {
    outDir: resolve(import.meta.dirname, '../../dist/web'),
    emptyOutDir: false,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      input: {
        index: resolve(import.meta.dirname, 'index.html'),
        graphiql: resolve(import.meta.dirname, 'graphiql.html'),
      },
    },
  },
  server: { proxy: { '^/(graphql|sign-in|documents|endorse)': 'http://127.0.0.1:3000' } },
});
