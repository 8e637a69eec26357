import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PNG } from 'pngjs';
import { countEdges } from '../fixtures/edge-count.ts';
import { openPixels } from '../fixtures/pixels.ts';

type Colour = [number, number, number];

/** A 20×10 picture, coloured by a function of the place. */
function picture(colour: (x: number, y: number) => Colour): Buffer {
  const png = new PNG({ width: 20, height: 10 });
  for (let y = 0; y < 10; y++) {
    for (let x = 0; x < 20; x++) png.data.set([...colour(x, y), 255], (y * 20 + x) * 4);
  }
  return PNG.sync.write(png);
}

const white: Colour = [255, 255, 255];
const cases: [string, (x: number, y: number) => Colour, number][] = [
  ['a white picture has no edges', () => white, 0],
  ['a black picture has no edges', () => [0, 0, 0], 0],
  ['a gradient whose steps nobody sees has no edges', (x) => [x * 12, x * 12, 255], 0],
  ['a step of 16 is not seen', (x) => (x < 10 ? [100, 100, 100] : [116, 100, 100]), 0],
  ['a step of 17 in one channel is', (x) => (x < 10 ? [100, 100, 100] : [117, 100, 100]), 10],
  ['one dot has three edge pixels: itself, its left and its upper neighbour', (x, y) => (x === 5 && y === 5 ? [0, 0, 0] : white), 3],
  ['a dot at the right lower corner has itself no neighbour to differ from', (x, y) => (x === 19 && y === 9 ? [0, 0, 0] : white), 2],
];

for (const [name, colour, edges] of cases) {
  test(name, () => {
    assert.deepEqual(countEdges(picture(colour)), { width: 20, height: 10, edges });
  });
}

test('the thread measures, and draws a map with the edges in red', async () => {
  const pixels = openPixels();
  const dot = picture((x, y) => (x === 5 && y === 5 ? [0, 0, 0] : white));
  assert.equal((await pixels.measure(dot)).edges, 3);
  const map = PNG.sync.read(await pixels.map(dot));
  const at = (x: number, y: number) => [...map.data.subarray((y * 20 + x) * 4, (y * 20 + x) * 4 + 3)];
  assert.deepEqual([at(5, 5), at(4, 5), at(5, 4), at(9, 9)], [[214, 38, 60], [214, 38, 60], [214, 38, 60], [255, 255, 255]]);
  await pixels.close();
});

test('what is no picture is an error, and the next job still works', async () => {
  const pixels = openPixels();
  await assert.rejects(pixels.measure(Buffer.from('no picture')));
  assert.equal((await pixels.measure(picture(() => white))).edges, 0);
  await pixels.close();
});
