import calculator from 'ae-cvss-calculator';

export interface Answer {
  readonly score: number;
  readonly nomenclature: string;
  readonly macroVector: string;
}

/** `ae-cvss-calculator`: written independently, exact, and slow. */
export function oracle(vector: string): Answer {
  const read = new calculator.Cvss4P0(vector);
  return {
    score: read.calculateOverallScore(),
    nomenclature: read.getNomenclature(),
    macroVector: read.getMacroVector().toString(),
  };
}
