/** Small seeded generator (mulberry32), so that a failure can be repeated. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const fragments = [
  '\x1b', '\x1b[', '\x1b]', '\x9b', '\x9d', '31m', 'm', '\x07', '\x1b\\', ';', ':', '::', '#', '##', '[', 'vso[', 'SPINNAKER', '_PROPERTY_', '_CONFIG_JSON=', 'spinnaker_',
  '\u200b', '\u202e', '\u2066', '\ufeff', '\u00ad', '\n', '\r', '\r\n', '\t', '\u2028', '\0', '\x7f', '\ud800', '\udc00', '\ufffe', 'a', ' ', '0', '漢', 'e\u0301\u0301\u0301\u0301',
  '<', '>', '&', '&#35;', '"', "'", '|', '`', '\\', '*', '_', '@', 'http', '://', 'www', '.', '![', '](', ')', '~~', '$', 'GH-1', '#1', ']]>', '<!--', '-', '%', '%0A', '%25', ',', ']', '|n', '|0x0041', '#{', '${', '$(', '<!channel>', '@channel',
];

/** Calls `check` with so many texts that are put together from pieces of commands, sequences and markup; always the same ones. */
export function fuzzed(count: number, check: (text: string) => void): void {
  const random = seeded(20_260_307);
  for (let round = 0; round < count; round++) {
    const text = Array.from({ length: 1 + Math.floor(random() * 14) }, () => fragments[Math.floor(random() * fragments.length)]).join('');
    try {
      check(text);
    } catch (error) {
      throw new Error(`for ${JSON.stringify(text)}`, { cause: error });
    }
  }
}
