/** Every variable of ours that somebody may set: the last three are of development only. */
export const noms = [
  'FIL_ROUGE_ALARMES',
  'FIL_ROUGE_ANCIENNES_CLES_DE_SCEAU',
  'FIL_ROUGE_ATTENTE_BASE',
  'FIL_ROUGE_CLE_DE_SCEAU',
  'FIL_ROUGE_CONNEXIONS',
  'FIL_ROUGE_CONTACT_SECURITE',
  'FIL_ROUGE_COURRIEL_DE',
  'FIL_ROUGE_DELAI_CONNEXION',
  'FIL_ROUGE_DELAI_INACTIVITE',
  'FIL_ROUGE_DELAI_REQUETE',
  'FIL_ROUGE_DELAI_VERROU',
  'FIL_ROUGE_DEMO',
  'FIL_ROUGE_DEMO_DOSSIERS',
  'FIL_ROUGE_DIR',
  'FIL_ROUGE_HOTE',
  'FIL_ROUGE_LOG',
  'FIL_ROUGE_MANDATAIRES',
  'FIL_ROUGE_METRIQUES',
  'FIL_ROUGE_ORIGINE',
  'FIL_ROUGE_SCEAUX_COMMANDE',
  'FIL_ROUGE_SCEAUX_FICHIER',
  'FIL_ROUGE_SECRET',
  'FIL_ROUGE_SMS',
  'FIL_ROUGE_SMS_JETON',
  'FIL_ROUGE_SMS_SECRET',
  'FIL_ROUGE_SMTP',
  'FIL_ROUGE_SMTP_DELAIS',
  'FIL_ROUGE_TEXTES',
  'FIL_ROUGE_WORKER',
  'FIL_ROUGE_BENCH_CONVOCATIONS',
  'FIL_ROUGE_CHROMIUM',
  'FIL_ROUGE_TESTS_NODE',
]

/** How many letters to add, take or change to go from one word to the other. */
function ecart(de: string, vers: string): number {
  let ligne = Array.from({ length: vers.length + 1 }, (_, i) => i)
  for (const [x, lettre] of [...de].entries()) {
    const suivante = [x + 1]
    for (const [y, autre] of [...vers].entries())
      suivante.push(
        Math.min(
          (suivante[y] ?? 0) + 1,
          (ligne[y + 1] ?? 0) + 1,
          (ligne[y] ?? 0) + Number(lettre !== autre),
        ),
      )
    ligne = suivante
  }
  return ligne.at(-1) ?? 0
}

const ECART_AU_PLUS = 3
/** The known word that was perhaps meant, in a question; nothing when none is near. */
export function voulu(mot: string, connus: readonly string[]): string {
  const [proche] = connus
    .map(nom => ({ nom, a: ecart(mot, nom) }))
    .sort((un, autre) => un.a - autre.a)
  return proche && proche.a <= ECART_AU_PLUS && proche.a < mot.length
    ? ` Vouliez-vous « ${proche.nom} » ?`
    : ''
}

/**
 * What is set for us and read by nothing. Said, and no more: one environment may serve two versions
 * while an upgrade is made, or be kept for the former one, and a variable of the other must stop
 * neither.
 */
export const nomsInconnus = (env: Record<string, string | undefined>): string[] =>
  Object.keys(env)
    .filter(nom => /^FIL_?ROUGE_/i.test(nom) && !noms.includes(nom))
    .sort()
    .map(
      nom =>
        `${nom} : cette version ne connaît pas cette variable, qui est sans effet.${voulu(nom.toUpperCase(), noms)}`,
    )
