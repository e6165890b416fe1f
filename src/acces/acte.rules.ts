/**
 * Writes whose motive a journal shows: a sentence of ours, or the reason of an export, written to
 * be read there. Why somebody wrote in a dossier is read in the dossier (ADR 0048).
 */
export const MOTIFS_DITS: readonly string[] = [
  'acces.decider-alerte',
  'bex.chercher-national',
  'bex.convoquer',
  'bex.deplacer',
  'dossiers.creer',
  'dossiers.dire-a-l-audience',
  'dossiers.rejoindre',
  'echanges.exporter',
]

/** Coming and going, which a journal leaves out unless it is asked for. */
export const CONNEXIONS: readonly string[] = [
  'acces.entrer',
  'acces.entree-refusee',
  'acces.sortir',
]

/**
 * Words of our addresses and commands that bear an accent, or that a person would not read as they
 * are written (ADR 0003, ADR 0031).
 */
const mots: Record<string, string> = {
  a: 'à',
  acces: 'compte',
  accompagnement: '',
  affectee: 'affectée',
  agendas: 'agendas',
  appi: 'APPI',
  arrivee: 'arrivée',
  audience: 'audience',
  bex: 'BEX',
  cloturer: 'clôturer',
  controle: 'contrôle',
  coordonnees: 'coordonnées',
  creer: 'créer',
  decider: 'décider',
  delais: 'délais',
  demenagement: 'déménagement',
  demenager: 'déménager',
  deplacer: 'déplacer',
  dossiers: 'dossier',
  echanges: 'échanges',
  echeance: 'échéance',
  echeances: 'échéances',
  ecarter: 'écarter',
  ecrire: 'écrire',
  ecrits: 'écrits',
  emargement: 'émargement',
  entite: 'entité',
  entree: 'entrée',
  etablissement: 'établissement',
  etablissements: 'établissements',
  etape: 'étape',
  etapes: 'étapes',
  etat: 'état',
  evaluation: 'évaluation',
  ics: 'calendrier',
  inscrire: 'inscrire',
  maison: 'maison',
  modele: 'modèle',
  modeles: 'modèles',
  pieces: 'pièces',
  piece: 'pièce',
  pdf: '(PDF)',
  csv: '(CSV)',
  zip: '(ZIP)',
  presence: 'présence',
  refusee: 'refusée',
  reglage: 'réglage',
  regle: 'règle',
  regler: 'régler',
  repondre: 'répondre',
  retablir: 'rétablir',
  revoquer: 'révoquer',
  seance: 'séance',
  seances: 'séances',
  telephone: 'téléphone',
  verifier: 'vérifier',
}

/**
 * « Dossier, convocations, reporter » for a page, « Agenda, noter issue » for a command: what the
 * journal keeps, as somebody reads it.
 */
export function acteEnMots(acte: string): string {
  if (acte === '/') return 'Ma journée'
  const parties = acte
    .split(/[/.]/)
    .filter(morceau => morceau !== '' && !morceau.startsWith(':'))
    .map(morceau =>
      morceau
        .split(/[-_]/)
        .map(mot => mots[mot] ?? mot)
        .filter(Boolean)
        .join(' '),
    )
    .filter(Boolean)
  const texte = parties.join(', ').replace(', (', ' (')
  return texte.charAt(0).toUpperCase() + texte.slice(1)
}
