/** Where a piece of news leads; `synthese` knows the addresses. */
export type LieuDeNouvelle =
  | 'dossier'
  | 'mesures'
  | 'rapport'
  | 'saisine'
  | 'convocation'
  | 'entretien'
  | 'echeances'
  | 'transfert'
type Nature = {
  libelle: string
  vers: LieuDeNouvelle
  /**
   * Why it names the person, without a door, also to whoever has lost the périmètre by this very
   * act, or never had it.
   */
  horsPerimetre?: string
  /**
   * What it makes untrue of the same thing: those lines leave every list, for one fact is one line.
   */
  efface?: readonly string[]
}
const LA_CONVOCATION = [
  'convocation_posee',
  'convocation_deplacee',
  'convocation_confiee',
  'convocation_annulee',
  'convocation_excusee',
  'convocation_manquee',
  'convocation_retablie',
]
const SON_TRANSFERT =
  'Le service a proposé, demandé ou reçu ce transfert : il connaît la personne, et attend l’issue.'
const SA_MESURE =
  'La juridiction suivait cette mesure : elle doit savoir laquelle quitte son cabinet.'
const SON_ENTRETIEN =
  'Son auteur a tenu cet entretien : il connaît la personne, et ce qu’il a écrit a changé.'
const LA_MESURE = [
  'mesure_saisie',
  'mesure_corrigee',
  'mesure_passee',
  'mesure_remise',
  'obligations_changees',
]

/**
 * Everything that may be told to somebody because another acted (charte C3.3, C3.4, C9.1): a closed
 * list, in plain words, without a word of the dossier. What a state already tells (a report to
 * rewrite, a request that is due) is not here: it is read from it.
 */
export const naturesDeNouvelle = {
  affectation: { libelle: 'Ce dossier vous est confié', vers: 'dossier' },
  dossier_repris: { libelle: 'Ce dossier est confié à un autre référent', vers: 'dossier' },
  transfert_accepte: {
    libelle: 'Transfert accepté : l’autre service suit la personne',
    vers: 'transfert',
    horsPerimetre: SON_TRANSFERT,
  },
  transfert_refuse: {
    libelle: 'Transfert refusé : votre service garde le dossier',
    vers: 'transfert',
  },
  transfert_retire: {
    libelle: 'Transfert proposé, puis retiré',
    vers: 'transfert',
    horsPerimetre: SON_TRANSFERT,
  },
  dessaisissement_accepte: {
    libelle: 'Dessaisissement accepté',
    vers: 'transfert',
    horsPerimetre: SON_TRANSFERT,
    efface: ['demande_pour_nous'],
  },
  dessaisissement_refuse: {
    libelle: 'Dessaisissement refusé',
    vers: 'transfert',
    horsPerimetre: SON_TRANSFERT,
    efface: ['demande_pour_nous'],
  },
  demande_pour_nous: {
    libelle: 'Une juridiction demande qu’un dossier passe à votre service',
    vers: 'transfert',
    horsPerimetre: SON_TRANSFERT,
  },
  demande_retiree: {
    libelle: 'La juridiction a retiré sa demande : le dossier ne passe pas à votre service',
    vers: 'transfert',
    horsPerimetre: SON_TRANSFERT,
  },
  demande_declinee: {
    libelle: 'Le service désigné a décliné votre demande de dessaisissement',
    vers: 'transfert',
    horsPerimetre: SON_TRANSFERT,
  },
  dossier_clos: {
    libelle: 'Dossier clos par un autre',
    vers: 'dossier',
    efface: ['affectation', 'dossier_rouvert', 'rouvert_par_erreur'],
  },
  dossier_rouvert: { libelle: 'Dossier rouvert', vers: 'dossier', efface: ['dossier_clos'] },
  rouvert_par_erreur: {
    libelle:
      'La convocation d’audience qui avait rouvert ce dossier est retirée : il reste ouvert, à clore si rien d’autre ne court',
    vers: 'dossier',
    efface: ['dossier_rouvert'],
  },
  dossiers_fusionnes: {
    libelle: 'Un autre dossier de la même personne est versé dans celui-ci',
    vers: 'dossier',
  },
  convocation_posee: {
    libelle: 'Convocation posée par une autre entité que votre service',
    vers: 'convocation',
    efface: LA_CONVOCATION,
  },
  convocation_annulee: {
    libelle: 'Convocation annulée',
    vers: 'convocation',
    efface: LA_CONVOCATION,
  },
  convocation_deplacee: {
    libelle: 'Convocation déplacée',
    vers: 'convocation',
    efface: LA_CONVOCATION,
  },
  convocation_confiee: {
    libelle: 'Convocation confiée à un autre agent, même jour, même heure',
    vers: 'convocation',
    efface: LA_CONVOCATION,
  },
  convocation_excusee: {
    libelle: 'La personne a prévenu qu’elle ne viendrait pas : suite à donner',
    vers: 'convocation',
    efface: LA_CONVOCATION,
  },
  convocation_manquee: {
    libelle: 'La personne ne s’est pas présentée',
    vers: 'convocation',
    efface: LA_CONVOCATION,
  },
  entretien_note: { libelle: 'Un collègue a noté un entretien', vers: 'dossier' },
  entretien_corrige: {
    libelle: 'Entretien corrigé par un autre que son auteur',
    vers: 'entretien',
    horsPerimetre: SON_ENTRETIEN,
  },
  entretien_retire: {
    libelle: 'Entretien retiré par un autre que son auteur, il ne compte plus',
    vers: 'entretien',
    horsPerimetre: SON_ENTRETIEN,
  },
  entretien_retabli: {
    libelle: 'L’entretien retiré est rétabli, il compte de nouveau',
    vers: 'entretien',
    horsPerimetre: SON_ENTRETIEN,
  },
  echeance_ecartee: { libelle: 'Échéance écartée', vers: 'echeances' },
  echeance_reprise: { libelle: 'Échéance de nouveau à tenir', vers: 'echeances' },
  rapport_modifie: { libelle: 'Votre rapport a été modifié par un autre', vers: 'rapport' },
  rapport_retire: {
    libelle: 'Rapport retiré par son rédacteur, avant validation',
    vers: 'rapport',
  },
  validation_retiree: {
    libelle: 'La validation de votre rapport est retirée : la direction le relit',
    vers: 'rapport',
  },
  rapport_abandonne: { libelle: 'Rapport abandonné, il ne sera pas terminé', vers: 'rapport' },
  rapport_transmis: { libelle: 'Votre rapport est parti chez le magistrat', vers: 'rapport' },
  mesure_saisie: { libelle: 'Mesure enregistrée par la juridiction', vers: 'mesures' },
  acte_accompli: { libelle: 'Un acte de la mesure est enregistré', vers: 'mesures' },
  obligations_changees: { libelle: 'Les obligations ont changé', vers: 'mesures' },
  acte_annule: {
    libelle: 'Un acte de la mesure est annulé',
    vers: 'mesures',
    efface: ['acte_accompli', 'obligations_changees'],
  },
  mesure_corrigee: { libelle: 'La mesure est corrigée', vers: 'mesures' },
  mesure_retiree: {
    libelle: 'Mesure retirée, saisie par erreur',
    vers: 'mesures',
    horsPerimetre: SA_MESURE,
    efface: LA_MESURE,
  },
  mesure_passee: {
    libelle: 'Mesure passée à une autre juridiction, par correction',
    vers: 'mesures',
    horsPerimetre: SA_MESURE,
  },
  mesure_remise: {
    libelle: 'La mesure retirée est remise',
    vers: 'mesures',
    efface: ['mesure_retiree'],
  },
  convocation_retablie: {
    libelle: 'Convocation rétablie : la personne est de nouveau attendue',
    vers: 'convocation',
    efface: LA_CONVOCATION,
  },
  reponse_du_magistrat: { libelle: 'Le magistrat a répondu', vers: 'rapport' },
  reponse_retiree: {
    libelle: 'Le magistrat a retiré sa réponse',
    vers: 'rapport',
    efface: ['reponse_du_magistrat'],
  },
  demande_passee: { libelle: 'Votre demande est passée en d’autres mains', vers: 'saisine' },
  demande_corrigee: { libelle: 'La demande est corrigée', vers: 'saisine' },
  demande_close: { libelle: 'Demande close', vers: 'saisine' },
  dit_a_l_audience: {
    libelle: 'Dit à l’audience, à reporter sur la fiche ou à écarter',
    vers: 'dossier',
  },
  dossier_ouvert_a_une_juridiction: {
    libelle:
      'Une juridiction voit désormais ce dossier : « Qui voit ce dossier » dit jusqu’à quand',
    vers: 'dossier',
  },
  convocation_vue_du_tribunal: {
    libelle:
      'Un tribunal voit le nom et la convocation qu’il a remise, rien d’autre : « Qui voit ce dossier » dit jusqu’à quand',
    vers: 'dossier',
  },
  nouvelle_condamnation: {
    libelle: 'Nouvelle condamnation, convoquée à l’audience',
    vers: 'mesures',
  },
  remise_corrigee: {
    libelle: 'Ce qui a été remis à l’audience est corrigé par le tribunal',
    vers: 'dossier',
  },
  remise_retiree: {
    libelle: 'Remise d’audience retirée par le tribunal, à vérifier dans le dossier',
    vers: 'dossier',
    efface: ['nouvelle_condamnation', 'remise_corrigee'],
  },
  silence_constate: {
    libelle: 'Dossier repris par un autre service, faute de réponse dans le délai',
    vers: 'transfert',
    horsPerimetre: SON_TRANSFERT,
    efface: ['demande_pour_nous'],
  },
} as const satisfies Record<string, Nature>
export type NatureDeNouvelle = keyof typeof naturesDeNouvelle

/**
 * What a nature says; one that an older version wrote, and that is no longer in the list, is still
 * shown.
 */
export const nature = (cle: string): Nature =>
  (naturesDeNouvelle as Record<string, Nature>)[cle] ?? {
    libelle: 'Un fait nouveau dans ce dossier',
    vers: 'dossier',
  }

/**
 * An agent by name; an entité, or those of its functions; or the référent, whoever that is when it
 * is read.
 */
export type Destinataire =
  | { agentId: string }
  | { entiteId: string; fonctions?: string[] }
  | { referent: true }
