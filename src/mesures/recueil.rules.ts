import type { Jour } from '../platform/date.ts'
import {
  type Citation,
  type Dated,
  estAbsente,
  estInconnue,
  type HorsFaits,
  nExistePas,
  type PlusDoux,
  type Proposition,
  type Regle,
  type Version,
} from '../platform/law.ts'
import { attenteEnMots } from './acte.rules.ts'
import {
  type Auteur,
  auteurs,
  type Bornes,
  type Definition,
  type Delai,
  type Devoir,
  type RegimeDObligations,
} from './definition.rules.ts'
import { delaiEnMots } from './delai.rules.ts'
import { bornesEnMots } from './duree.rules.ts'
import { typesDHotes } from './hote.rules.ts'
import type { ApresLeTerme, Machine, Transition } from './machine.rules.ts'
import { type CleNature, natures } from './nature.referentiel.ts'
import { estUneProposition, libelleDeNature } from './nature.rules.ts'
import { estSeuil } from './nombres.rules.ts'
import { type ItemDObligation, listes } from './obligation.rules.ts'
import { communications } from './referentiel/communications.referentiel.ts'
import { conditions } from './referentiel/condamnation.referentiel.ts'
import { conservation, donnees, publics, reponse } from './referentiel/donnees.referentiel.ts'
import { missions } from './referentiel/missions.referentiel.ts'
import { procedures } from './referentiel/procedures.referentiel.ts'
import { dureeLegaleHebdomadaire } from './referentiel/semaine.referentiel.ts'
import { temps } from './referentiel/temps.referentiel.ts'
import {
  heuresTigContravention,
  heuresTigObligation,
} from './referentiel/tig-heures.referentiel.ts'
import {
  avisSurHabilitation,
  avisSurPoste,
  cumulHebdomadaire,
  dureeDHabilitation,
  hotesAdmis,
} from './referentiel/tig-hotes.referentiel.ts'
import { reglesDesHotes } from './referentiel/tig-hotes-regles.referentiel.ts'
import { seuilEnMots } from './seuil.rules.ts'
import { departEnMots, tempsDesActes } from './temps-des-actes.rules.ts'

/** What a rule of a kind is about, in the order in which a reader wants it. */
export const rubriques = {
  nom: 'Nom',
  decide: 'Qui décide',
  duree: 'Durée',
  heures: 'Heures',
  obligations: 'Obligations',
  deroulement: 'Déroulement',
  acte: 'Délais des actes',
  devoir: 'Devoirs et délais',
  regle: 'Autres règles',
} as const
export type Rubrique = keyof typeof rubriques

const items = (liste: keyof typeof listes): Regle<unknown>[] =>
  (listes[liste] as readonly ItemDObligation[]).map(({ numero, texte }) => ({
    id: `${liste}, ${numero}`,
    catalogue: 'B16',
    libelle: `${liste}, ${numero}`,
    selon: 'jugement',
    droit: texte,
  }))

type Transversale = { libelle: string; regles: readonly Regle<unknown>[] }
/**
 * Rules that belong to no single kind: who follows, how, with which data, which hosts
 * (charte C1.1).
 */
export const transversales = {
  temps: { libelle: 'Application de la loi dans le temps', regles: temps },
  procedures: { libelle: 'Procédures', regles: procedures },
  missions: { libelle: 'Missions du SPIP', regles: missions },
  communications: { libelle: 'Communications', regles: communications },
  donnees: { libelle: 'Données', regles: [...donnees, conservation, reponse] },
  publics: { libelle: 'Victimes et lecteurs', regles: publics },
  hotes: {
    libelle: 'Travail d’intérêt général : hôtes, postes, heures',
    regles: [
      hotesAdmis,
      dureeDHabilitation,
      avisSurHabilitation,
      avisSurPoste,
      cumulHebdomadaire,
      dureeLegaleHebdomadaire,
      ...reglesDesHotes,
      heuresTigContravention,
      heuresTigObligation,
    ],
  },
  liste_cp_132_44: { libelle: 'Mesures de contrôle (CP 132-44)', regles: items('CP 132-44') },
  liste_cp_132_45: { libelle: 'Obligations particulières (CP 132-45)', regles: items('CP 132-45') },
  liste_cpp_138: {
    libelle: 'Obligations du contrôle judiciaire (CPP 138)',
    regles: items('CPP 138'),
  },
} as const satisfies Record<string, Transversale>
export type CleTransversale = keyof typeof transversales
export const clesTransversales = Object.keys(transversales) as [
  CleTransversale,
  ...CleTransversale[],
]
export type Groupe = CleNature | CleTransversale

/**
 * One dated value of the set, whoever holds it: all pages, checks and files go through the same
 * list.
 */
export type Entree = Omit<Regle<unknown>, 'selon' | 'plusDoux'> & {
  selon: Regle<unknown>['selon']
  plusDoux?: PlusDoux | undefined
  /** Why a duration of a sentence does not weigh. */
  nePesePas?: string | undefined
  groupe: Groupe
  rubrique: Rubrique
  devoir?: Devoir
}

export const libelleDuGroupe = (groupe: Groupe, le: Jour = '9999-12-31'): string =>
  groupe in natures ? libelleDeNature(groupe, le) : transversales[groupe as CleTransversale].libelle

const chartes = (machine: Machine): string =>
  [
    ...new Set(
      machine.transitions.flatMap(transition =>
        'charte' in transition.source ? [transition.source.charte] : [],
      ),
    ),
  ].join(', ')

/**
 * What is written of a kind that only the proposal knows stands under the proposal: the law has
 * nothing there (charte, two levels).
 */
const selonLeNiveau = (
  groupe: CleNature,
  droit: Dated<unknown>,
): Pick<Regle<unknown>, 'droit' | 'egip'> => {
  if (!estUneProposition(groupe)) return { droit }
  const [{ from, source }] = droit
  return {
    droit: [{ from, value: nExistePas, source }],
    egip: { value: droit.at(-1)?.value, charte: 'C4.1' },
  }
}

/** Every dated value of one kind, in the order of the page. */
export function entreesDe(groupe: CleNature): Entree[] {
  const definition: Definition = natures[groupe]
  const acte = (rubrique: Rubrique, regle: Regle<unknown>, devoir?: Devoir): Entree => ({
    ...regle,
    groupe,
    rubrique,
    ...(devoir && { devoir }),
  })
  const datee = (rubrique: Rubrique, selon: HorsFaits, droit: Dated<unknown>): Entree =>
    acte(rubrique, {
      id: `${groupe}.${rubrique}`,
      catalogue: definition.catalogue,
      libelle: rubriques[rubrique],
      selon,
      ...selonLeNiveau(groupe, droit),
    })
  const machine = datee('deroulement', 'execution', definition.machine)
  return [
    acte('nom', definition.noms),
    datee('decide', 'jugement', definition.decide),
    acte('duree', definition.duree),
    ...(definition.heures ? [acte('heures', definition.heures)] : []),
    datee('obligations', 'jugement', definition.obligations),
    definition.machineEgip
      ? {
          ...machine,
          egip: { value: definition.machineEgip, charte: chartes(definition.machineEgip) },
        }
      : machine,
    ...tempsDesActes(definition).map(regle =>
      acte('acte', { ...regle, id: `${groupe}.${regle.id}` }),
    ),
    ...definition.devoirs.flatMap(devoir => [
      acte('devoir', devoir.delai, devoir),
      ...(devoir.tousLes ? [acte('devoir', devoir.tousLes, devoir)] : []),
    ]),
    ...definition.devoirs.flatMap(({ siDureeExcede }) =>
      siDureeExcede ? [acte('regle', siDureeExcede.duree)] : [],
    ),
    ...(definition.seuils ?? []).map(seuil => acte('regle', seuil.regle)),
    ...(definition.horsSeuil ?? []).map(cas => acte('regle', cas.duree)),
    ...[...(definition.regles ?? []), ...(conditions[groupe] ?? [])].map(regle =>
      acte('regle', regle),
    ),
  ]
}
export const entreesTransversales = (groupe: CleTransversale): Entree[] =>
  transversales[groupe].regles.map(regle => ({ ...regle, groupe, rubrique: 'regle' }))

/** The whole set: every kind, then what is common to them. */
export const recueil: readonly Entree[] = [
  ...(Object.keys(natures) as CleNature[]).flatMap(entreesDe),
  ...clesTransversales.flatMap(entreesTransversales),
]

/**
 * The version in force on a day, or null before the first known one: unknown, and nothing is
 * presumed of an older day.
 */
export const versionConnue = <T>(droit: Dated<T>, le: Jour): Version<T> | null =>
  droit.findLast(version => version.from <= le) ?? null

const nommer = (cle: string) =>
  auteurs[cle as Auteur] ?? (typesDHotes as Record<string, string>)[cle] ?? cle

/**
 * A row of the machine: an act from these states to that one; `vers` is null when it leaves the
 * measure in its state, whichever it is.
 */
export type Passage = Omit<Transition, 'vers'> & { vers: string | null }
/**
 * One row for each act, author and source: acts that are possible in several states without
 * changing them are one row.
 */
export function passagesDe(machine: Machine): Passage[] {
  const rangees = new Map<string, Passage>()
  for (const transition of machine.transitions) {
    const vers =
      transition.de.length === 1 && transition.de[0] === transition.vers ? null : transition.vers
    const cle = JSON.stringify([transition.acte, vers, transition.auteurs, transition.source])
    const deja = rangees.get(cle)
    rangees.set(cle, { ...transition, vers, de: [...(deja?.de ?? []), ...transition.de] })
  }
  return [...rangees.values()]
}
const passageEnMots = ({ libelle, de, vers, auteurs: qui }: Passage, machine: Machine): string => {
  const etat = (cle: string) => `« ${machine.etats[cle]?.libelle ?? cle} »`
  const depuis = de.map(etat).join(' ou ')
  return `${libelle} : ${vers ? `de ${depuis} à ${etat(vers)}` : `sans quitter ${depuis}`} (${qui.map(nommer).join(', ')})`
}
const regimeEnMots = ({
  controle,
  controleChoisi,
  particulieres,
  seulement,
  fixeesPar,
  note,
}: RegimeDObligations): string[] => [
  ...(controle
    ? [`Mesures de contrôle de CP 132-44${controleChoisi ? ', si la décision les prévoit' : ''}`]
    : []),
  ...(particulieres
    ? [
        `Obligations de la liste de ${particulieres === 'cp-132-45' ? 'CP 132-45' : 'CPP 138'}${seulement ? `, seulement : ${seulement.join(', ')}` : ''}`,
      ]
    : []),
  ...(fixeesPar.length > 0 ? [`Fixées par : ${fixeesPar.map(nommer).join(', ')}`] : []),
  ...(note ? [note] : []),
]

/** What is shown where nobody has read what the law says. */
export const INCONNU = 'inconnu : personne n’a encore lu ce que dit la loi'
/**
 * A value as a reader sees it, line by line; no line says that the law was read, and that the rule
 * does not exist.
 */
export function enMots(valeur: unknown): string[] {
  if (estInconnue(valeur)) return [INCONNU]
  if (estAbsente(valeur) || valeur === undefined || valeur === null) return []
  if (Array.isArray(valeur)) return [valeur.map(nommer).join(', ')]
  if (valeur === 'moitie' || (typeof valeur === 'object' && 'sinon' in valeur))
    return [attenteEnMots(valeur as 'moitie' | ApresLeTerme)]
  if (typeof valeur !== 'object') return [String(valeur)]
  if ('transitions' in valeur)
    return passagesDe(valeur as Machine).map(passage => passageEnMots(passage, valeur as Machine))
  if ('controle' in valeur) return regimeEnMots(valeur as RegimeDObligations)
  if (estSeuil(valeur)) return seuilEnMots(valeur)
  if ('unite' in valeur) return bornesEnMots(valeur as Bornes).split(' ; ')
  return [delaiEnMots(valeur as Delai)]
}

const satisfactions: Record<string, string> = {
  'convocation:spip': 'une convocation devant le SPIP, pour cette mesure',
  'convocation:juridiction': 'une convocation devant le JAP, pour cette mesure',
  'convocation:tous': 'une convocation devant le JAP ou le SPIP, pour cette mesure',
  'rapport:evaluation': 'un rapport d’évaluation sur cette mesure',
  'rapport:annuel': 'un rapport annuel sur cette mesure',
  'rapport:fin_de_mesure': 'un rapport de fin sur cette mesure',
  'rapport:incident': 'une note d’incident sur cette mesure',
  'rapport:enquete': 'un rapport d’enquête sur cette mesure',
  'rapport:amenagement': 'un rapport sur les modalités d’exécution, pour cette mesure',
}
export const satisfactionEnMots = (par: Devoir['satisfaitPar'], machine: Machine | null): string =>
  [par]
    .flat()
    .map(
      satisfaction =>
        satisfactions[satisfaction] ?? departEnMots(satisfaction as Devoir['depuis'], machine),
    )
    .join(', ou ')

/** A place of the set that cites a text: a version, a passage of a machine, or a proposal. */
export type Mention = {
  entree: Entree
  from: Jour | null
  quoi: string
  valeur: string[]
  /** Nobody knows what the law says there. */
  inconnu: boolean
  source: Citation | Proposition<unknown>
}
const dePassages = (entree: Entree, from: Jour | null, valeur: unknown): Mention[] =>
  entree.rubrique === 'deroulement' && valeur && !estAbsente(valeur)
    ? passagesDe(valeur as Machine).map(passage => ({
        entree,
        from,
        quoi: passage.libelle,
        valeur: [passageEnMots(passage, valeur as Machine)],
        inconnu: false,
        source: passage.source,
      }))
    : []

/** Every citation of a dated value, with what it supports. */
export function mentionsDe(entree: Entree): Mention[] {
  const { rubrique, egip, devoir } = entree
  const quoi = devoir ? `${devoir.libelle} : ${entree.libelle}` : entree.libelle
  const dits = (valeur: unknown) =>
    rubrique === 'deroulement' && valeur && !estAbsente(valeur)
      ? [`${passagesDe(valeur as Machine).length} actes possibles`]
      : enMots(valeur)
  return [
    ...entree.droit.flatMap(({ from, value, source }): Mention[] => [
      { entree, from, quoi, valeur: dits(value), inconnu: estInconnue(value), source },
      ...dePassages(entree, from, value),
    ]),
    ...(egip
      ? [
          {
            entree,
            from: null,
            quoi,
            valeur: dits(egip.value),
            inconnu: false,
            source: egip,
          } satisfies Mention,
          ...dePassages(entree, null, egip.value),
        ]
      : []),
  ]
}
export const mentions: readonly Mention[] = recueil.flatMap(mentionsDe)
