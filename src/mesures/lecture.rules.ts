import { afficherJourCourt, estJour } from '../platform/date.ts'

// A reading names its text by the file of the dated texts, « cpp/474/2024-09-30 » (ADR 0038): exact
// for who checks, not a way to write to people.

const codes: Record<string, string> = {
  cp: 'CP',
  cpp: 'CPP',
  cpen: 'CPén',
  cjpm: 'CJPM',
  csi: 'CSI',
  css: 'CSS',
  ctrav: 'C. trav.',
  lpf: 'LPF',
  lil: 'loi 78-17, art.',
}
const nomDuCode = (code: string): string =>
  codes[code] ?? code.replace(/^loi-(\d+-\d+)$/, 'loi $1, art.')
const nomDeLaVersion = (version: string): string => {
  if (estJour(version)) return `version du ${afficherJourCourt(version)}`
  const [, annee, mois] = /^lu-(\d{4})-(\d{2})$/.exec(version) ?? []
  return annee && mois ? `relevé en ${mois}/${annee}` : version
}
/**
 * Where a sentence was read, in words: « CPP 474, version du 30/09/2024 »; whatever else was noted
 * stays as it is.
 */
export const lieuDeLecture = (ou: string): string =>
  ou.replace(
    /\b(cpp?|cpen|cjpm|csi|css|ctrav|lpf|lil|casf|crpa|ceseda|loi-[\d-]+)\/([\w-]+?)\/(\d{4}-\d\d-\d\d|lu-\d{4}-\d\d)\b/g,
    (_, code: string, article: string, version: string) =>
      `${nomDuCode(code)} ${article}, ${nomDeLaVersion(version)}`,
  )
