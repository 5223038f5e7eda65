/** Finals each initial of Mandarin goes with (汉语拼音方案, with v for ü). */
const PINYIN_FINALS: Readonly<Record<string, string>> = {
  '': 'a ai an ang ao e ei en eng er o ou',
  b: 'a ai an ang ao ei en eng i ian iao ie in ing o u', p: 'a ai an ang ao ei en eng i ian iao ie in ing o ou u',
  m: 'a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u', f: 'a an ang ei en eng o ou u',
  d: 'a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo',
  t: 'a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo',
  n: 'a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo v ve',
  l: 'a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo v ve',
  g: 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo', k: 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo',
  h: 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo',
  j: 'i ia ian iang iao ie in ing iong iu u uan ue un', q: 'i ia ian iang iao ie in ing iong iu u uan ue un', x: 'i ia ian iang iao ie in ing iong iu u uan ue un',
  zh: 'a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo', ch: 'a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo',
  sh: 'a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo', r: 'an ang ao e en eng i ong ou u ua uan ui un uo',
  z: 'a ai an ang ao e ei en eng i ong ou u uan ui un uo', c: 'a ai an ang ao e en eng i ong ou u uan ui un uo', s: 'a ai an ang ao e en eng i ong ou u uan ui un uo',
  y: 'a an ang ao e i in ing o ong ou u uan ue un', w: 'a ai an ang ei en eng o u',
};
const PINYIN = new Set(Object.entries(PINYIN_FINALS).flatMap(([initial, finals]) => finals.split(' ').map((final) => initial + final)));

const JYUTPING = /^(?:ng|gw|kw|[bpmfdtnlgkhwzcsj])?(?:aa(?:[iumnptk]|ng)?|a(?:[iumnptk]|ng)|e(?:[iumpk]|ng)?|i(?:[umnptk]|ng)?|o(?:[iunptk]|ng)?|u(?:[intk]|ng)?|oe(?:ng|t|k)?|eo[int]|yu[nt]?)$|^h?(?:m|ng)$/;

const ARPABET_VOWELS = new Set('aa ae ah ao aw ay eh er ey ih iy ow oy uh uw'.split(' '));
const ARPABET_CONSONANTS = new Set('b ch d dh f g hh jh k l m n ng p r s sh t th v w y z zh'.split(' '));
const ROMAJI = /^(?:(?:([kstpgdbjzcfhmr])(?=\1|ch)|t(?=ch))?(?:(?:[kgnhbpmr]y|sh|ch|ts|[kgsztdnhbpmyrwjf])?[aeiouāīūēō]|n(?![aeiouy])['’]?)-?)+$/;

const TONE_MARKS: Readonly<Record<string, string>> = { '\u0304': '1', '\u0301': '2', '\u030c': '3', '\u0300': '4' };

/** Pinyin with a tone number, ü as v; `háng` becomes `hang2`. Null for what is no syllable of Mandarin. */
export function toPinyin(syllable: string): string | null {
  const mark = /[\u0304\u0301\u030c\u0300]/.exec(syllable.normalize('NFD'))?.[0];
  const letters = syllable.normalize('NFD').replace(/[\u0304\u0301\u030c\u0300]/, '').normalize('NFC').replace(/ü|u:/, 'v');
  const [, bare = '', digit] = /^([a-zv]+)([1-5])?$/.exec(letters) ?? [];
  const tone = mark === undefined ? digit : TONE_MARKS[mark];
  return tone !== undefined && PINYIN.has(bare) ? bare + tone : null;
}

export function toJyutping(syllable: string): string | null {
  const [, bare = '', tone] = /^([a-z]+)([1-6])$/.exec(syllable) ?? [];
  return tone !== undefined && JYUTPING.test(bare) ? syllable : null;
}

/** A phone of ARPAbet in lower case; a vowel without a stress is left without one. */
export function toArpabet(phone: string): string | null {
  const [, bare = '', stress] = /^([a-z]{1,2})([0-2])?$/.exec(phone) ?? [];
  if (ARPABET_VOWELS.has(bare)) return phone;
  return stress === undefined && ARPABET_CONSONANTS.has(bare) ? phone : null;
}

export function toRomaji(word: string): string | null {
  return ROMAJI.test(word) ? word : null;
}
