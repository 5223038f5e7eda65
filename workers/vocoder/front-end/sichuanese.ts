import type { Syllable } from './mandarin-tones';

/**
 * Chengdu tones as Chao levels: yinping, yangping, shangsheng, qusheng. A paper on its initials in the Journal of the International
 * Phonetic Association calls them high level, low falling, high falling and fall-rise; recorded speakers are also written 35, 31,
 * 53, 13. The neutral tone is left to the prosody model. Tone sandhi of the dialect is not modelled.
 */
export const CHENGDU_TONES: Readonly<Record<number, readonly number[]>> = { 1: [5, 5], 2: [2, 1], 3: [5, 3], 4: [2, 1, 3] };

/**
 * The Mandarin tone whose course is nearest: what the models are told, which learnt the colour of a tone together with its pitch. A listener that
 * knows the accent's tones picks 90 % of them so, 84 % when the models are told the tone of the character (`training/voice/LOG.md`).
 */
export const NEAREST_TONE: Readonly<Record<number, number>> = { 1: 1, 2: 3, 3: 4, 4: 3 };

/** Characters that had a stop at their end in Middle Chinese: in Chengdu they all took the tone yangping. The common ones. */
const ENTERING = new Set(Array.from(
  '一七八十百六不吃喝国学白黑说出日月法发德得客特色格革隔各角觉脚鸡石食实识失湿十拾职直值织执质接节结洁绝决切铁贴雪血削薛息惜席习昔锡吸及急级极集积击激疾' +
  '即力立历律绿录鹿陆六绿落洛络乐药约曰业叶页夜热日肉入辱若弱木目牧墨默密蜜灭末莫北笔必毕逼壁别鳖拨博薄泊百柏拍迫扑朴服福佛覆腹复达答搭塔踏德敌笛滴的迭跌毒读独督夺突秃脱托足族卒' +
  '作昨凿作策册侧测责则择泽窄摘宅尺赤斥速宿肃俗粟叔熟属束述术竹筑逐烛足祝嘱触出促屈曲局菊橘欲玉育域狱物屋握沃骨谷哭酷扩阔活或惑获霍核合盒喝鹤刻克渴壳夹甲鸭压押狭峡侠辖瞎匣'));

/** Syllables of daily words that kept their old initial. */
const OLD_INITIALS: Readonly<Record<string, string>> = { 街: 'gai', 解: 'gai', 鞋: 'hai', 戒: 'gai' };

/**
 * A Mandarin syllable in the accent of Chengdu, still written in pinyin.
 *
 * Tones and old initials are those of the dialect. The sounds that it does not tell apart are said halfway: this is Mandarin with
 * an accent, in which such mergers are seldom complete, and not the dialect, which has words of its own. Said outright, the models'
 * z, c and s were also heard as j, q and x: they learnt them from one reader with few of them (`training/voice/CONTROLS.md`).
 */
export function toChengdu(character: string, { body, tone }: Syllable): Syllable {
  const spoken = tone !== 5 && ENTERING.has(character) ? 2 : tone;
  const old = Object.hasOwn(OLD_INITIALS, character) ? OLD_INITIALS[character] : undefined;
  if (old !== undefined) return { body: old, tone: spoken };
  const changed = changeSounds(body);
  return changed === body ? { body, tone: spoken } : { body: changed, tone: spoken, toward: body };
}

function changeSounds(body: string): string {
  return body
    .replace(/^([zcs])h/, '$1')
    .replace(/^l(?![iv])/, 'n')
    // After lips, -eng is -ong: 风 fong, 朋 pong; elsewhere -eng and -ing lose their velar nasal.
    .replace(/^([bpmf])eng$/, '$1ong')
    .replace(/^weng$/, 'ong')
    .replace(/([ei])ng$/, '$1n');
}
