/**
 * Makes text that came from a page or a partner harmless where it is shown. Characters are mapped one
 * by one and separators inserted; terminal sequences are the only thing cut out, and what the cut
 * leaves behind is mapped afterwards, so that no removal can put a new sequence together.
 */

const replacement = '\uFFFD';

// Complete CSI and OSC (also DCS, SOS, PM, APC) sequences. Each excludes its own start from its body: linear.
const terminalSequence = /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\x9d\x90\x98\x9e\x9f]*(?:\x07|\x1b\\|\x9c)/g;
const lineBreak = /\r\n|[\n\r\v\f\x85\u2028\u2029]/g;
// The lookbehinds enter a run of blanks at its start only: linear.
const blanksAroundBreak = /(?<! ) +(?=⏎)|(?<=⏎) +/g;
// Zero-width characters, bidi controls, soft hyphens, variation selectors, tags, interlinear marks.
const invisible = /[\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/gu;
const control = /[\0-\x1f\x7f-\x9f]/g;
const noncharacter = /\p{Noncharacter_Code_Point}/gu;
const pileOfMarks = /(\p{M}{3})\p{M}+/gu;
const illegalInXml = /[\0-\x08\v\f\x0e-\x1f\x7f-\x9f\uFFFE\uFFFF]/g;

/** `␛` for ESC and so on, `�` for C1. */
function picture(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : replacement;
}

/**
 * One line that cannot move the cursor, colour, rewrite or reorder anything: line breaks become ` ⏎ `,
 * tabs become blanks, other control characters become visible, invisible ones vanish.
 */
export function forTerminal(text: string): string {
  return text
    .toWellFormed()
    .replace(terminalSequence, '')
    .replace(invisible, '')
    .replace(lineBreak, ' ⏎ ')
    .replaceAll('\t', ' ')
    .replace(blanksAroundBreak, ' ')
    .replace(control, picture)
    .replace(noncharacter, replacement)
    .replace(pileOfMarks, '$1');
}

/**
 * `forTerminal`, and no command that a CI server reads from its log, wherever it stands in the line:
 * a blank parts `::` (GitHub), `##` (Azure, Octopus, TeamCity, GitHub) and Spinnaker's property names.
 */
export function forCiLog(text: string): string {
  return forTerminal(text)
    .replace(/:(?=:)/g, ': ')
    .replace(/#(?=#)/g, '# ')
    .replace(/(SPINNAKER)(?=_(?:PROPERTY_|CONFIG_JSON))/gi, '$1 ');
}

const zeroWidthReference = '&#8203;';

/**
 * One line of plain words for GitHub flavoured Markdown, also inside a table cell: no HTML, emphasis,
 * link, image, mention, issue number, automatic link, formula or code span comes of it. Also harmless
 * in a log, since reports get printed there.
 */
export function forMarkdown(text: string): string {
  return forCiLog(text)
    .trim()
    .replace(/[&<>"'|\\`$]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/&#\d+;|[*_[\]~#]/g, (found) => (found.length === 1 ? `\\${found}` : found))
    .replace(/^[-+=]/, '\\$&')
    .replace(/^\d{1,9}(?=[.)](?:\s|$))/, '$&\\')
    .replace(/@|:(?=\/\/)|www(?=\.)|\\#(?=\d)|\bGH(?=-\d)/gi, `$&${zeroWidthReference}`);
}

/**
 * Character data or a quoted attribute value for XML 1.0: markup is escaped, characters that the
 * standard does not allow (and C1 controls) become `�`, terminal sequences vanish, line breaks stay.
 */
export function forXml(text: string): string {
  return text
    .toWellFormed()
    .replace(terminalSequence, '')
    .replace(invisible, '')
    .replace(/\r\n?/g, '\n')
    .replace(illegalInXml, replacement)
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

// Everything else stands for itself in HTML.
const needsHtmlCare = /[^ -~]|[&<>"'`]|::|##|SPINNAKER_/i;
const controlButTabAndLine = /[\0-\x08\x0b-\x1f\x7f-\x9f]/g;

/**
 * Text or a double-quoted attribute value for HTML: markup is escaped, terminal sequences, bidi controls and
 * other invisible characters vanish, other control characters become visible; line breaks and tabs stay. What
 * a CI server would read as a command is written with references, so that it looks the same in the page and
 * commands nothing when the file is printed to a log.
 */
export function forHtml(text: string): string {
  if (!needsHtmlCare.test(text)) return text;
  return text
    .toWellFormed()
    .replace(terminalSequence, '')
    .replace(invisible, '')
    .replace(/\r\n?|[\v\f\x85\u2028\u2029]/g, '\n')
    .replace(controlButTabAndLine, picture)
    .replace(noncharacter, replacement)
    .replace(pileOfMarks, '$1')
    .replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/:(?=:)/g, '&#58;')
    .replace(/#(?=#)/g, '&#35;')
    .replace(/(SPINNAKER)_(?=PROPERTY_|CONFIG_JSON)/gi, '$1&#95;');
}

/**
 * One line for the value of a variable that later steps use: no command, and no reference that Azure, GitLab (`$`),
 * Octopus (`#{`), Spinnaker (`${`) or a workflow expression would put a value in place of.
 */
export function forVariable(text: string): string {
  return forCiLog(text).replace(/\$(?=[\w({])|#(?=\{)/g, '$& ');
}

/** `forCiLog`, and then the characters that mean something in a command are written as its product asks. */
function forCommand(characters: RegExp, written: (character: string) => string): (text: string) => string {
  return (text) => forCiLog(text).replace(characters, written);
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

/** The agent reads `%AZP25` as a percent sign, and leaves `%25` alone. */
function azurePercent(character: string): string {
  return character === '%' ? '%AZP25' : percent(character);
}

const teamcityLetters: Readonly<Record<string, string>> = { '\n': '|n', '\r': '|r' };

/** Beyond ASCII as code unit, so that the encoding of the agent's console does not matter. */
function teamcityEscape(character: string): string {
  const code = character.charCodeAt(0);
  return code > 0x7e ? `|0x${code.toString(16).toUpperCase().padStart(4, '0')}` : (teamcityLetters[character] ?? `|${character}`);
}

/** The message of a GitHub Actions command, one line of it. Lines are joined by `%0A`. */
export const forGithubMessage = forCommand(/[%\r\n]/g, percent);

/** A property of a GitHub Actions command. */
export const forGithubProperty = forCommand(/[%\r\n:,]/g, percent);

/** The message of an Azure Pipelines logging command. */
export const forAzureMessage = forCommand(/[%\r\n]/g, azurePercent);

/** A property of an Azure Pipelines logging command. */
export const forAzureProperty = forCommand(/[%\r\n\];]/g, azurePercent);

/** A value between apostrophes in a TeamCity service message. */
export const forTeamcity = forCommand(/[|'[\]\r\n]|[^\0-\x7e]/g, teamcityEscape);

/** A parameter of an Octopus service message: base64 of `forVariable`. */
export function forOctopus(text: string): string {
  return Buffer.from(forVariable(text), 'utf8').toString('base64');
}

const rawInJson = /[\x7f-\x9f\u2028\u2029]|[\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]|\p{Noncharacter_Code_Point}|:(?=:)|#(?=#)|(?<=SPINNAKER)_(?=PROPERTY_|CONFIG_JSON)/giu;

function jsonEscape(text: string, at: number): string {
  return `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`;
}

/**
 * A JSON text that means the same and is harmless where it is printed: what moves a terminal, cannot be seen, or is part of
 * what a CI server reads as a command is written as an escape. All of these stand in strings only.
 */
export function forJson(json: string): string {
  return json.replace(rawInJson, (found) => (found.length === 1 ? jsonEscape(found, 0) : `${jsonEscape(found, 0)}${jsonEscape(found, 1)}`));
}

/** One line for a text of Slack, plain or mrkdwn: no mention, link or entity comes of it. Emphasis is left to plain text. */
export function forSlack(text: string): string {
  return forTerminal(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/@(?=\S)/g, '@\u200b');
}

/** The value of a label between quotation marks in the text format of Prometheus. Also harmless in a log. */
export function forPrometheus(text: string): string {
  return forCiLog(text).replace(/[\\"]/g, '\\$&');
}
