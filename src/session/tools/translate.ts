import * as v from 'valibot';
import { defineTool, neededText } from './tool';

export const translate = defineTool('translate', v.object({ text: neededText, to: v.picklist(['en', 'zh']) }), async ({ text, to }, { services, signal }) => ({
  result: { translation: await services.translate(text, to, signal), to },
}));
