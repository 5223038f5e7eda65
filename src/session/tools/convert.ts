import * as v from 'valibot';
import type { SpokenLanguage } from '../conversation';
import { findUnit, toBase, fromBase, unitName } from './units';
import { defineTool, neededText, ToolError } from './tool';

const schema = v.object({ value: v.pipe(v.number(), v.finite()), from: neededText, to: neededText });

export const convert = defineTool('convert', schema, ({ value, from, to }, { language }) => {
  const source = findUnit(from);
  const target = findUnit(to);
  if (source === null || target === null || source.kind !== target.kind) throw new ToolError('these units do not match');
  return { result: { result: quantityText(fromBase(target, toBase(source, value)), target.name, language) } };
});

/** A quantity as it is said: "8.05 kilometers", "8.05公里". */
function quantityText(value: number, unit: string, language: SpokenLanguage): string {
  const digits = Math.abs(value) >= 0.01 || value === 0 ? value.toFixed(2).replace(/\.?0+$/, '') : String(Number(value.toPrecision(3)));
  return language === 'zh' ? digits + unitName(unit, language, true) : `${digits} ${unitName(unit, language, digits !== '1')}`;
}
