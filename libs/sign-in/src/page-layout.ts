import type { Request } from 'express';
import { html } from './html.js';
import type { Html } from './html.js';
import { text } from './page-texts.js';
import type { PageLanguage } from './page-texts.js';

/** What a page puts into the frame. */
export interface Framed {
  /** Stands in tabs, histories and previews of links: it names neither the product nor anything in it. */
  title: string;
  /** The first line of the page itself; the title, if it is no other. */
  heading?: Html | string;
  body: Html;
  /** Where the name of the product leads; to the door, if nowhere else. */
  home?: string;
  /** A style sheet of the page's own, beside the one of all. */
  style?: string;
  /** Does the page use passkeys? They need a script. */
  passkeys?: boolean;
  /** The id of a form whose fields are kept when the language is changed: it is sent with `act=language`. */
  keepsForm?: string | undefined;
}

/**
 * The frame of every page: the way out at once and the other language always in the same corner, one thought per screen.
 * @param exit where the quick exit leads.
 */
export function layout(request: Request, language: PageLanguage, framed: Framed, exit: string): Html {
  const { title, heading, body, home = '/sign-in', style, passkeys = false } = framed;
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/sign-in/style.css" />
        ${style && html`<link rel="stylesheet" href="${style}" />`}
        <script src="${passkeys ? '/sign-in/passkeys.js' : '/sign-in/leave.js'}" defer></script>
      </head>
      <body>
        <header>
          <a class="brand" href="${home}"><span lang="km">អនុសាសន៍</span> <span lang="en">Anusas</span></a>
          ${otherLanguage(request, language, framed.keepsForm)}
        </header>
        <form class="leave" method="post" action="/sign-in/leave" data-leave="${exit}">
          <button class="small">${text('leave', language)}</button>
        </form>
        <main>
          <h1>${heading ?? title}</h1>
          ${body}
        </main>
        <footer>${text('tagline', language)}</footer>
      </body>
    </html>`;
}

/** The same page in the other language: a link, or a button that takes along what was typed. */
function otherLanguage(request: Request, language: PageLanguage, form: string | undefined): Html {
  const other = language === 'km' ? 'en' : 'km';
  const name = other === 'km' ? 'ខ្មែរ' : 'English';
  const kept = ['t', 'seat'].flatMap((key) => {
    const value = request.query[key];
    return typeof value === 'string' ? [[key, value] as [string, string]] : [];
  });
  const to = `?${new URLSearchParams([...kept, ['lang', other]]).toString()}`;
  if (form === undefined) return html`<a class="language" href="${to}" hreflang="${other}" lang="${other}">${name}</a>`;
  return html`<button
    class="language"
    form="${form}"
    formaction="${to}"
    formnovalidate
    name="act"
    value="language"
    lang="${other}"
  >
    ${name}
  </button>`;
}

/** Colours, type and spacing of the product's own design; a dark theme with the same meanings. */
export const STYLE = `:root{color-scheme:light dark;--ink:#1b2430;--paper:#fbfaf7;--card:#fff;--line:#e4e0d8;--edge:#857f74;--do:#0f5e63;--on-do:#fff;--quiet:#4c5661;--warn:#7d4900}
@media(prefers-color-scheme:dark){:root{--ink:#e9e6df;--paper:#15191e;--card:#1d232a;--line:#363d45;--edge:#8b939c;--do:#7fcfd3;--on-do:#0d1b1c;--quiet:#b4bac1;--warn:#f0b45c}}
*{box-sizing:border-box}
body{margin:0;color:var(--ink);background:var(--paper);font:16px/24px "Noto Sans","Noto Sans Khmer","Khmer OS",system-ui,sans-serif}
[lang=km] body,[lang=km]{font-size:17px;line-height:30px}
[lang=en] body,[lang=en]{font-size:16px;line-height:24px}
header,main,footer{max-width:34rem;margin:0 auto;padding:16px}
.leave{max-width:34rem;margin:0 auto;padding:8px 16px 0;text-align:right}
header{display:flex;justify-content:space-between;align-items:center;border-bottom:1px solid var(--line)}
.brand{font-weight:600;color:var(--ink);text-decoration:none}
.language{padding:8px 0 8px 16px}
button.language{border:0;font-weight:400;text-decoration:underline;padding-right:0}
h1{font-size:1.375em;line-height:1.6;margin:8px 0 16px}
h2{font-size:1em;line-height:1.6;margin:32px 0 8px;padding-top:16px;border-top:1px solid var(--line)}
p{margin:8px 0 16px}
a{color:var(--do)}
label{display:block;font-weight:600;margin:16px 0 4px}
input{width:100%;min-height:48px;padding:8px 12px;font:inherit;color:inherit;background:var(--card);border:1px solid var(--edge);border-radius:6px}
input.code{font-size:1.375em;letter-spacing:.12em;font-variant-numeric:tabular-nums}
button{min-height:48px;padding:8px 16px;font:inherit;font-weight:600;border-radius:6px;border:1px solid var(--do);color:var(--do);background:transparent;cursor:pointer}
button.main{width:100%;margin-top:16px;color:var(--on-do);background:var(--do)}
button.main[data-passkey]:not([hidden])~form button.main{color:var(--do);background:transparent}
button.small{min-height:36px;padding:4px 12px;font-weight:400}
:focus-visible{outline:3px solid var(--do);outline-offset:2px}
.quiet,small,footer{color:var(--quiet)}
.or{text-align:center;color:var(--quiet);margin:24px 0 8px}
.notice{border-left:4px solid var(--warn);padding:8px 12px;background:var(--card)}
.list{list-style:none;margin:0;padding:0}
.list>li{display:flex;flex-wrap:wrap;gap:8px 16px;align-items:center;justify-content:space-between;padding:12px 0;border-bottom:1px solid var(--line)}
.list>li:last-child{border-bottom:0}
.list form{display:flex;gap:8px;flex-wrap:wrap}
.list input{width:10rem;min-height:36px;padding:4px 8px}
.codes{columns:2;font:600 17px/32px ui-monospace,monospace;list-style:none;padding:0}
code{font:600 1em/1.6 ui-monospace,monospace;overflow-wrap:anywhere}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--card);border:1px solid var(--line);border-radius:6px;padding:12px;font:inherit}
[hidden]{display:none!important}
footer{margin-top:32px;font-size:.875em}
`;
