import { expect, it } from 'vitest';
import { ipaToArpabet, isIpa } from './ipa';

it('English in the IPA is read as dictionaries write it', () => {
  const words: [string, string][] = [
    ['təˈmeɪtoʊ', 't ah0 m ey1 t ow0'], ['təˈmɑːtəʊ', 't ah0 m aa1 t ow0'], ['ɹɛd', 'r eh d'], ['/ˈt͡ʃɜːt͡ʃ/', 'ch er1 ch'], ['ˈdʒʌdʒ', 'jh ah1 jh'],
    ['ˌʌndɚˈstænd', 'ah2 n d er0 s t ae1 n d'], ['ˈbʌtn̩', 'b ah1 t ah0 n'], ['ˈnɪə', 'n ih1 r'], ['kæt', 'k ae t'], ['ˈpʰɑɹt', 'p aa1 r t'], ['θɪŋk ðɪs', 'th ih ng k dh ih s'],
  ];
  for (const [ipa, arpabet] of words) expect(ipaToArpabet(ipa), ipa).toBe(arpabet);
});

it('what English does not have, and what is no sound at all, is refused', () => {
  for (const text of ['', 'ˈ', 'ʈʂʰu˥', 'ɣa', 'a5', '你']) expect(ipaToArpabet(text), text).toBeNull();
});

it('only what no other notation has is taken for the IPA by itself', () => {
  expect(['ɹɛd', 'ˈred'].map(isIpa)).toEqual([true, true]);
  expect(['r eh1 d', 'hang2', 'hong4', 'はし', 'kyou'].map(isIpa)).toEqual([false, false, false, false, false]);
});
