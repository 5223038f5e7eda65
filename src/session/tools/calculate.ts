import * as v from 'valibot';
import { evaluate, numberText } from './arithmetic';
import { defineTool, neededText } from './tool';

export const calculate = defineTool('calculate', v.object({ expression: neededText }), ({ expression }) => ({
  result: { result: numberText(evaluate(expression)) },
}));
