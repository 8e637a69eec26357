/** Looks of the tea house, as a stylesheet. */
export const teaStyles = `body{margin:0;font:16px/1.5 sans-serif;color:#222;background:#fff}
header,main{max-width:60rem;margin:0 auto;padding:1rem 2rem}
nav a{margin-right:1.5rem;color:#0b5d43}
h1{font-size:2.2rem;color:#0b5d43}
button{padding:.5rem 1.2rem;font:inherit;color:#fff;background:#0b5d43;border:0;border-radius:4px}`;

/** What a visitor is to read: a small but complete page of a tea house, about 300 characters with a few controls. */
export const teaStory = `<header><nav><a href="#teas">Teas</a><a href="#rooms">Tasting rooms</a><a href="#delivery">Delivery</a></nav></header>
<main><h1>Heron Tea House</h1>
<p>First flush Darjeeling has arrived: muscatel, light in the cup, and packed by hand last week. We send orders of today until noon,
and everything above forty euros travels free of charge.</p>
<p>The tasting rooms in the old harbour are open from ten to six, on Sundays from noon.</p>
<button type="button">Order a sample</button></main>`;

/** A whole document. `head` and `end` (before the end of the body) are markup; `body` defaults to the story, with its styles. */
export function teaPage({ head = '', body = teaStory, end = '', styles = teaStyles, title = 'Heron Tea House' } = {}): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<link rel="icon" href="/favicon.ico">${styles === '' ? '' : `<style>${styles}</style>`}${head}</head>
<body>${body}${end}</body></html>`;
}

/** A document whose content a script has to bring: an empty `#app`. */
export function appPage({ head = '', end = '<script type="module" src="app.js"></script>', inside = '' } = {}): string {
  return teaPage({ head, end, body: `<div id="app">${inside}</div>` });
}
