import type { Page } from '@playwright/test';
import { everythingStored } from '../fixtures/stored';
import { expect, test } from '../fixtures/test';

/** From now on the device has no room for the sound of more than so many pieces of lines; null lifts that. */
function limitRoom(page: Page, pieceCount: number | null): Promise<void> {
  return page.evaluate((room) => {
    const { prototype } = IDBObjectStore;
    const kept = 'realPut' in window ? window.realPut : prototype.put;
    Object.assign(window, { realPut: kept });
    let left = room ?? Infinity;
    prototype.put = function put(this: IDBObjectStore, value: unknown, key?: IDBValidKey) {
      // What the browser does when its quota is used up.
      if (typeof key === 'string' && key.startsWith('pcm ') && (left -= 1) < 0) throw new DOMException('There is no room.', 'QuotaExceededError');
      return Reflect.apply(kept as typeof prototype.put, this, key === undefined ? [value] : [value, key]);
    };
  }, pieceCount);
}

test('a device that is full while a script is made says what to do next, loses nothing, and goes on when there is room again', async ({ page, script }) => {
  test.slow();
  await script.open();
  await script.paste('Alice: Good morning.\n\nBob: It is raining.\n\nAlice: Then we stay inside.\n\nBob: And talk.');
  await limitRoom(page, 2);
  await page.getByRole('button', { name: 'Make all' }).click();
  const fault = page.getByRole('alert').filter({ hasText: 'no more room' });
  await expect(fault).toHaveText(/There is no more room for sound on this device\. Delete scripts or recordings you do not need, then go on; what was made is kept\./, { timeout: 120_000 });
  await script.expectReady(1);
  await script.expectReady(2);
  await expect(script.state(3)).toHaveAttribute('data-phase', 'none');
  const seconds = [await script.state(1).innerText(), await script.state(2).innerText()];

  // What is there can be heard, and written on.
  await script.text(1).focus();
  await page.keyboard.press('Control+Enter');
  await script.expectHeard(/morning/);
  await page.keyboard.press('Escape');
  await script.text(4).click();
  await script.field(4).fill('And talk of the sea.');
  await page.keyboard.press('Escape');

  // The second visit finds what the first has kept, and makes the rest once there is room.
  await page.reload();
  await script.expectReady(1);
  await script.expectReady(2);
  expect([await script.state(1).innerText(), await script.state(2).innerText()]).toEqual(seconds);
  await limitRoom(page, 0);
  await page.getByRole('button', { name: 'Make all' }).click();
  await expect(fault).toBeVisible({ timeout: 120_000 });
  await limitRoom(page, null);
  await page.getByRole('button', { name: 'Go on' }).click();
  await script.expectReady(4);
  await expect(fault).toBeHidden();
  await expect(script.text(4)).toHaveText('And talk of the sea.');
});

test('while the script that was open is read from a slow device nothing can be typed that would be lost, and then it is there', async ({ page, script }) => {
  await script.open();
  await script.paste('Alice: Good morning.');
  await expect.poll(() => everythingStored(page)).toMatch(/"openId":"script/);
  // On the next visit the storage of scripts is busy until it is let go.
  await page.addInitScript(() => {
    const opening = indexedDB.open('sotto-scripts');
    opening.onsuccess = () => {
      const records = opening.result.transaction('records', 'readwrite').objectStore('records');
      const hold = (): void => {
        if (!('isLetGo' in window)) records.get('nothing').onsuccess = hold;
      };
      hold();
    };
  });
  await page.reload();
  await expect(page.getByRole('status').filter({ hasText: 'Opening your scripts' })).toBeVisible();
  await expect(script.source).toHaveCount(0);
  await page.evaluate(() => Object.assign(window, { isLetGo: true }) && undefined);
  await expect(script.text(1)).toHaveText('Good morning.');
  await page.getByRole('button', { name: 'All scripts' }).click();
  await expect(script.source).toBeVisible();
});
