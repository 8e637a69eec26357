import { json } from '../../answer.ts';
import { teaStory } from './tea-page.ts';

/** A ring that turns, without words. */
export const spinner = `<style>.ring{width:64px;height:64px;margin:30vh auto;border:8px solid #ddd;border-top-color:#0b5d43;border-radius:50%;animation:turn 1s linear infinite}
@keyframes turn{to{transform:rotate(1turn)}}</style><div class="ring"></div>`;

/** Grey bars where text will be. */
export const skeleton = `<style>.bar{height:22px;margin:22px 40px;border-radius:4px;background:#d5d5d5}</style>
${'<div class="bar"></div>'.repeat(7)}`;

/** A script that puts the story into `#app`. */
export const renderScript = `document.querySelector('#app').innerHTML = ${JSON.stringify(teaStory)};`;

/** What the tea house's API answers. */
export const teas = json(200, { teas: [{ name: 'Darjeeling First Flush' }, { name: 'Gyokuro' }, { name: 'Lapsang Souchong' }] });

/** A script that renders only when `url` has answered with teas; a failure goes to `otherwise`, statements that know it as `error`. */
export function fetchScript(url: string, otherwise = 'throw error'): string {
  return `fetch(${JSON.stringify(url)}).then((response) => response.json()).then(({ teas }) => {
  const list = teas.map(({ name }) => '<li>' + name + '</li>').join('');
  ${renderScript}
  document.querySelector('main').insertAdjacentHTML('beforeend', '<ul>' + list + '</ul>');
}).catch((error) => { ${otherwise}; });`;
}
