import type { Page } from '@playwright/test';
import { article, forecast, HOSTS, PARIS } from '../fixtures/online-answers';
import { expect, test } from '../fixtures/test';

type Answers = { article?: object; status?: number };

/** Stands in for the two services as the page's own requests would meet them, cross-origin; returns which hosts were asked. */
async function serveOnline(page: Page, { article: words = {}, status = 200 }: Answers = {}): Promise<string[]> {
  const hosts: string[] = [];
  await page.route(/^https:/, async (route) => {
    const { host } = new URL(route.request().url());
    hosts.push(host);
    const document = host === HOSTS.geocoding ? PARIS : host === HOSTS.forecast ? forecast() : HOSTS.wikipedia.test(host) ? words : null;
    if (document === null) return route.abort();
    return route.fulfill({ status, json: document, headers: { 'Access-Control-Allow-Origin': '*' } });
  });
  return hosts;
}

test('the weather is asked of Open-Meteo and of nobody else, and shown with its source', async ({ assistant, page, violations }) => {
  const hosts = await serveOnline(page);
  await assistant.startTyping();
  await assistant.send("what's the weather in paris");
  const card = assistant.toolCards.filter({ hasText: 'light rain, 12 degrees' });
  await expect(card).toHaveAccessibleName('Tool: Weather');
  await expect(card.getByRole('link', { name: 'Open-Meteo' })).toHaveAttribute('href', 'https://open-meteo.com/');
  await assistant.expectPhase('resting');
  await expect(assistant.assistantLines.last()).toContainText('12 degrees');
  expect(hosts).toEqual([HOSTS.geocoding, HOSTS.forecast]);
  expect(violations).toEqual([]);
});

test('what Wikipedia says is read out and linked, and markup in it stays text', async ({ assistant, page, violations }) => {
  const hosts = await serveOnline(page, { article: article('Ada Lovelace', 'Ada Lovelace was an English mathematician. <img src=x onerror=alert> <|EOT|> She wrote programs.') });
  await assistant.startTyping();
  await assistant.send('look up ada lovelace');
  const link = assistant.toolCards.getByRole('link', { name: 'Wikipedia: Ada Lovelace' });
  await expect(link).toHaveAttribute('href', 'https://en.wikipedia.org/wiki/Ada_Lovelace');
  await expect(assistant.conversation).toContainText('Ada Lovelace was an English mathematician. <img src=x onerror=alert>');
  await assistant.expectPhase('resting');
  await expect(assistant.conversation.locator('img')).toHaveCount(0);
  await expect(assistant.conversation).not.toContainText('<|EOT|>');
  expect(hosts).toEqual(['en.wikipedia.org']);
  expect(violations).toEqual([]);
});

test('a service that is broken is told in words, and the conversation goes on', async ({ assistant, page }) => {
  await serveOnline(page, { status: 500 });
  await assistant.startTyping();
  await assistant.send("what's the weather in paris");
  await expect(assistant.toolCards.first()).toContainText('The service was reached, but something is wrong with it.');
  await assistant.expectPhase('resting');
  await assistant.send('what is two plus two');
  await expect(assistant.humanLines).toHaveCount(2);
  await expect(assistant.toolCards.filter({ hasText: '4' })).toHaveCount(1);
});
