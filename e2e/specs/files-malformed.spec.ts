import { fixtureFile, type TestFile } from '../fixtures/files-page';
import { expect, test } from '../fixtures/test';
import { PATIENCE_MS } from '../fixtures/patience';

const good = fixtureFile('en-hello');
const cut = (name: string, share: number): TestFile => ({ name, bytes: good.bytes.slice(0, Math.round(good.bytes.length * share)) });

/** The good file with one number of its header written over. */
function patched(name: string, offset: number, value: number): TestFile {
  const bytes = Uint8Array.from(good.bytes);
  new DataView(bytes.buffer).setUint32(offset, value, true);
  return { name, bytes };
}

/** Frame headers of an MP3 that promise sound, with nothing in them. */
const hollowMp3: TestFile = { name: 'hollow.mp3', bytes: Uint8Array.from([0xff, 0xfb, 0x90, 0x00, 0xff, 0xfb]) };

const FAULTY: TestFile[] = [
  { name: 'nothing.wav', bytes: new Uint8Array(0) },
  { name: 'letter.mp3', bytes: new TextEncoder().encode('Dear Ada, this is a letter and no recording at all.') },
  { name: 'picture.ogg', bytes: Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]) },
  cut('header-only.wav', 0.0005),
  { name: 'no-samples.wav', bytes: good.bytes.slice(0, 44) },
  patched('no-channels.wav', 22, 0),
  hollowMp3,
];

test('every file that cannot be heard says why and what to do, and the queue goes on', async ({ files }) => {
  // The models are loaded first, and then the recording is heard.
  test.slow();
  await files.open();
  await files.drop([...FAULTY, good]);
  await files.expectHeard('en-hello');
  for (const { name } of FAULTY) {
    await expect(files.row(name)).toHaveAttribute('data-phase', 'failed');
    await expect(files.row(name).getByRole('paragraph')).toHaveText(/[Cc]hoose|Everything|remove it|continues/);
    await expect(files.row(name).getByRole('button').first()).toBeVisible();
  }
  await files.row('nothing.wav').getByRole('button', { name: /^Stop/ }).click();
  await expect(files.row('nothing.wav')).toHaveCount(0);
});

test('a recording that breaks off keeps what was heard before', async ({ files }) => {
  // The models are loaded first, and then the recording is heard.
  test.slow();
  await files.open();
  await files.drop([cut('broken-off.wav', 0.7)]);
  const fault = files.row('broken-off.wav').locator('[data-code=broken]');
  await expect(fault).toContainText(/Everything before that place is kept. It broke at 0:0\d\./, { timeout: PATIENCE_MS });
  await fault.getByRole('button', { name: /^Read what was found/ }).click();
  await expect(files.texts.first()).toHaveText(/\S/);
});
