import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Request, Response } from 'express';
import { isFromHere } from '#accounts';
import { Processes, drawProcess } from '#workflow';
import { sampleAddress, sampleSignIns } from '#samples';
import { story } from './story.js';

type Handle = (request: Request, response: Response) => void | Promise<void>;

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/**
 * A plain page beside the web application: the sample sign-ins, the steps of the story as ready-made queries, the drawings
 * of the processes. Everything on it answers this machine only.
 */
export function addStartPage(
  app: NestExpressApplication,
  options: { samples: () => Promise<boolean>; local: boolean; web: string },
): void {
  const server = app.getHttpAdapter().getInstance() as {
    get(path: string, handle: Handle): void;
  };
  const onlyHere =
    (handle: Handle): Handle =>
    (request, response) => {
      if (!options.local || !isFromHere(request))
        response.status(404).type('text/plain').send('There is nothing here that you can see.');
      else return handle(request, response);
    };
  const processes = app.get(Processes);
  const page = (body: string) => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"><title>Anusas អនុសាសន៍</title>
<style>${STYLE}</style></head><body>${body}</body></html>`;

  server.get(
    '/start',
    onlyHere(async (_request, response) => {
      const signIns = (await options.samples()) ? sampleSignIns : [];
      response.type('html').send(
        page(`
<header><h1>អនុសាសន៍ <span lang="en">Anusas</span></h1>
<p>Carries each policy recommendation from draft to law, with the evidence for every step.<br>
<span lang="km">តាមដានអនុសាសន៍នីមួយៗ ពីសេចក្តីព្រាងរហូតដល់ច្បាប់។</span></p></header>
<main>
<section><h2>Sample sign-ins</h2>
${
  signIns.length === 0
    ? '<p>There are no sample data here, so there are no sample sign-ins.</p>'
    : `<table><thead><tr><th>Office, organisation, address</th><th>Token</th></tr></thead><tbody>
${signIns.map((each) => `<tr><td>${escape(each.officeEn)} <small>${escape(each.organisation)}</small><br><small>${escape(sampleAddress(each.token))}</small></td><td><code>${escape(each.token)}</code></td></tr>`).join('\n')}
</tbody></table><p><a href="/sign-in">Sign in</a> with one of the addresses: without a mail server the mail lies in the <a href="/sign-in/mailbox">mailbox of this machine</a>. Programs say with each request <code>Authorization: Bearer …</code>. Both work from this machine only, and never with production settings.</p>`
}
</section>
<section><h2>The story, step by step</h2><ol>
${story.map((step, index) => `<li><a href="/graphiql?step=${index}">${escape(step.title)}</a> <small>as ${escape(step.as)}</small></li>`).join('\n')}
</ol></section>
<section><h2>The processes, drawn</h2>
${processes
  .all()
  .map(
    (process) =>
      `<details><summary>${escape(process.name)}</summary><pre>${escape(drawProcess(process))}</pre></details>`,
  )
  .join('\n')}
</section>
<section><h2>For those who run it</h2><p><a href="/health/ready">/health/ready</a> · <a href="/health/live">/health/live</a> · <a href="/metrics">/metrics</a></p></section>
</main>`),
      );
    }),
  );

  server.get(
    '/graphiql',
    onlyHere((_request, response) => {
      response.type('html').send(readFileSync(join(options.web, 'graphiql.html'), 'utf8'));
    }),
  );

  server.get(
    '/graphiql/step/:step',
    onlyHere((request, response) => {
      const step = story[Number(request.params['step'])] ?? story[0];
      response.json({
        query: step?.query,
        variables: JSON.stringify(step?.variables ?? {}, null, 2),
        headers: JSON.stringify({ authorization: `Bearer ${step?.as}` }, null, 2),
      });
    }),
  );
}

const STYLE = `
:root{color:#1b2430;background:#fbfaf7;font:16px/1.55 "Noto Sans","Noto Sans Khmer","Khmer OS",system-ui,sans-serif}
body{max-width:60rem;margin:0 auto;padding:1rem}h1{font-size:1.8rem;line-height:1.7}h2{font-size:1.15rem;margin-top:2rem;border-top:1px solid #e4e0d8;padding-top:1rem}
a{color:#0f5e63}table{border-collapse:collapse;width:100%}td,th{text-align:left;border-bottom:1px solid #e4e0d8;padding:.4rem .6rem .4rem 0;vertical-align:top}
li{margin:.35rem 0}small{color:#5a6470;overflow-wrap:anywhere}code{overflow-wrap:anywhere}td code{white-space:nowrap;font-size:.85rem}pre{overflow:auto;background:#fff;border:1px solid #e4e0d8;padding:.8rem;font-size:.85rem}
[lang=km]{line-height:1.8}summary{cursor:pointer;padding:.3rem 0}`;
