import { WORDS } from './words';

/** What it is, what it keeps, and whose work it stands on. */
export function AboutPanel() {
  return (
    <section className="panel prose">
      <h3 className="panel__title">{WORDS.about}</h3>
      <h4 className="panel__subtitle">Privacy</h4>
      <p>Your voice is turned into text, answered and spoken on this device. No sound and no words are sent anywhere, and there is no account, no counter and no cookie. Conversations and notes are kept in this browser until you delete them.</p>
      <p>Two tools use the network, only when you ask for them: the weather asks Open-Meteo for the place you named, and a look-up asks Wikipedia for your words.</p>
      <h4 className="panel__subtitle">Credits</h4>
      <ul className="prose__list">
        <li>Sotto and its models: Apache-2.0, trained from scratch by the recipe that comes with the source.</li>
        <li>Silero VAD, which notices when somebody speaks: MIT.</li>
        <li>ONNX Runtime Web, which computes the models: MIT.</li>
        <li>CMU Pronouncing Dictionary and to-jyutping: BSD-2-Clause. pinyin-pro: MIT.</li>
        <li>Japanese words: NAIST-jdic, © Nara Institute of Science and Technology, Nagoya Institute of Technology and the UniDic Consortium: BSD-3-Clause.</li>
        <li>React, Zustand and idb-keyval, Valibot, Vite: MIT and Apache-2.0.</li>
        <li>Weather by <a href="https://open-meteo.com/" target="_blank" rel="noreferrer noopener">Open-Meteo</a>, CC BY 4.0. Look-ups by <a href="https://www.wikipedia.org/" target="_blank" rel="noreferrer noopener">Wikipedia</a>, CC BY-SA 4.0.</li>
      </ul>
    </section>
  );
}
