/** What these pages need beside the style of all: generous, one thought a screen, every choice large enough for a thumb. */
export const STYLE = `h1{overflow-wrap:anywhere}
h2{font-weight:600}
h3{font-size:1em;line-height:1.6;margin:16px 0 4px}
.asked{display:block;font-size:.75em;font-weight:400;color:var(--quiet)}
h1 [lang],small [lang],li [lang],p [lang],button [lang],legend [lang]{font-size:inherit;line-height:inherit}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
legend.part{font-size:1em;width:100%;margin:32px 0 8px;padding-top:16px;border-top:1px solid var(--line)}
.sign{display:inline-block;width:14px;height:14px;margin-right:6px;vertical-align:-1px;border:2px solid currentColor;border-radius:50%;forced-color-adjust:none}
.full{background:currentColor}
.half{background:linear-gradient(90deg,currentColor 50%,transparent 50%)}
a.main{display:block;text-align:center;min-height:48px;padding:12px 16px;font-weight:600;border-radius:6px;color:var(--on-do);background:var(--do);text-decoration:none}
.facts{list-style:none;margin:0 0 16px;padding:0}
.facts li{padding:2px 0}
.facts .time{color:var(--warn);font-weight:600}
.eye{display:flex;gap:8px;align-items:flex-start;color:var(--quiet)}
.eye svg{flex:none;margin-top:4px}
details{margin:4px 0 12px}
summary{min-height:32px;padding:4px 0;color:var(--do);cursor:pointer;text-decoration:underline}
details[open]>summary{margin-bottom:4px}
.box{border:1px solid var(--line);border-radius:6px;background:var(--card);padding:8px 16px 16px;margin:16px 0}
.text{white-space:pre-line;overflow-wrap:anywhere}
.items{list-style:none;margin:0;padding:0}
.items>li{padding:16px 0;border-top:1px solid var(--line)}
.items>li:first-child{border-top:0}
fieldset{border:0;margin:0;padding:0;min-width:0}
legend{padding:0;font-weight:600}
.words{margin:0 0 8px}
.number{font-weight:600;font-variant-numeric:tabular-nums}
.choice{display:flex;gap:12px;align-items:flex-start;min-height:44px;padding:8px 0;margin:0;font-weight:400}
.choice input{flex:none;width:24px;height:24px;min-height:24px;margin:2px 0;accent-color:var(--do)}
.choice small{display:block}
textarea{display:block;width:100%;min-height:96px;padding:8px 12px;font:inherit;color:inherit;background:var(--card);border:1px solid var(--edge);border-radius:6px}
.reservation label{margin:4px 0}
@supports selector(:has(*)){fieldset:not(:has(.reserved:checked))>.reservation:not(.kept){display:none}}
.acts{display:flex;flex-wrap:wrap;gap:12px;margin:16px 0}
.acts button{flex:1 1 8rem}
.acts.one button{flex:1 0 100%}
.acts button.main{flex:1 0 100%;margin:0}
.notice,.done{margin:16px 0}
.notice h2,.box h2{margin:8px 0;padding:0;border:0}
.notice ul{margin:0;padding-left:20px}
.done{border-left:4px solid var(--do);padding:8px 12px;background:var(--card)}
.change{border-left:2px solid var(--line);padding-left:12px;margin:12px 0}
del{text-decoration:line-through;color:var(--quiet)}
ins{text-decoration:underline;text-underline-offset:3px}
dl.receipt{margin:0}
dl.receipt dt{color:var(--quiet);margin-top:12px}
dl.receipt dd{margin:0;overflow-wrap:anywhere}
dl.receipt code{font-weight:400;font-size:.875em}
.row{display:block;padding:12px 0;border-top:1px solid var(--line)}
.row a{font-weight:600}
.rows{list-style:none;margin:0;padding:0}
@media print{header,.leave,footer,form,.acts{display:none}}
`;
