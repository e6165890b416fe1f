import type { FormState } from '../form-state.ts'

export const vierge: FormState = { values: {}, errors: {}, refusals: [] }
export const rempli: FormState = {
  values: {
    rempli: {
      nom: 'Valeur déjà saisie',
      recit: 'Première ligne.\nSeconde ligne, avec <b>des chevrons</b> & une esperluette.',
      choix: 'b',
      plusieurs: ['a', 'c'],
      un: 'b',
      oui: 'oui',
      etapes: [{ quoi: 'Prendre contact avec la mission locale' }],
    },
  },
  errors: {},
  refusals: [],
}
export const fautif: FormState = {
  values: { fautif: { nom: '', le: '2026-13-45', recit: '', un: '', plusieurs: [] } },
  errors: {
    'fautif.nom': ['Écrivez le nom.'],
    'fautif.le': ['Ce jour n’existe pas.'],
    'fautif.recit': ['Écrivez au moins une phrase.'],
    'fautif.choix': ['Choisissez un lieu.'],
    'fautif.un': ['Choisissez une réponse.'],
    'fautif.plusieurs': ['Cochez au moins une case.'],
    'fautif.oui': ['Cochez cette case pour continuer.'],
    'fautif.fichier': ['Ce fichier n’est pas un CSV.'],
  },
  refusals: [
    {
      message: 'Cette convocation est postérieure à la fin de la mesure.',
      source: { texte: 'exemple de texte', article: '1' },
    },
  ],
}
export const options = [
  { value: 'a', label: 'Première réponse' },
  { value: 'b', label: 'Deuxième réponse' },
  {
    value: 'c',
    label:
      'Une réponse dont le libellé est très long, assez pour passer à la ligne sur un téléphone et au-delà',
  },
]
export const groupes = [
  { value: 'a', label: 'Antenne du centre', group: 'Milieu ouvert' },
  { value: 'b', label: 'Antenne du nord', group: 'Milieu ouvert' },
  { value: 'c', label: 'Quartier des arrivants', group: 'Milieu fermé' },
]
export const LONG =
  'Anne-Charlotte-Bérengère de La Rochefoucauld-Montmorency-Wisigoth dite Vandenbroucke'
