import type { Jour } from '../../platform/date.ts'
import type { Citation, CitationLue, Dated, HorsFaits, Regle, Valant } from '../../platform/law.ts'
import { lu, nExistePas } from '../../platform/law.ts'
import type { Auteur, Delai, Devoir } from '../definition.rules.ts'
import type { Transition } from '../machine.rules.ts'
import { relecture } from './lectures.referentiel.ts'

const cp = 'code pénal'
const cpp = 'code de procédure pénale'

/** A rule of one kind, for a reader or for a delay. */
export const regleDe =
  (nature: string) =>
  <T>(
    id: string,
    catalogue: string,
    libelle: string,
    droit: Regle<T>['droit'],
    selon: HorsFaits = 'execution',
  ): Regle<T> => ({
    id: `${nature}.${id}`,
    catalogue,
    libelle,
    selon,
    droit,
  })

/** An act on one line: from where to where, who decides it, its article, what it does besides. */
export const acte = ({
  cle,
  libelle,
  de,
  vers,
  auteurs,
  source,
  suite = {},
}: {
  cle: string
  libelle: string
  de: readonly string[]
  vers: string
  auteurs: readonly Auteur[]
  source: Citation
  suite?: Pick<Transition, 'effet' | 'cause' | 'fait' | 'aExecuter'>
}): Transition => ({ acte: cle, libelle, de, vers, auteurs, source, ...suite })

/** Ends that no one decides. */
export const finsDeLaLoi = (de: readonly string[], vers: string): Transition[] => [
  {
    acte: 'amnistie',
    libelle: 'Amnistie',
    de,
    vers,
    auteurs: ['loi'],
    effet: 'fin',
    cause: 'amnistie',
    source: lu(cp, '133-9', {
      lecture: relecture('cp/133-9/1994-03-01', 'la remise de toutes les peines'),
    }),
  },
  {
    acte: 'deces',
    libelle: 'Décès',
    de,
    vers,
    auteurs: ['loi'],
    effet: 'fin',
    cause: 'deces',
    source: lu(cp, '133-1', {
      lecture: relecture(
        'cp/133-1/1994-03-01',
        'Le décès du condamné […] empêchent ou arrêtent l’exécution de la peine',
      ),
    }),
  },
]
/**
 * Who is free and may be locked up by the JAP until the debate: CPP 712-19 names the measures, more
 * of them over time.
 */
export const incarceration712 = lu(cpp, '712-19', {
  lecture: relecture(
    'cpp/712-19/2009-11-26',
    'ordonner, après avis du procureur de la République, l’incarcération provisoire du condamné',
  ),
})
/**
 * A rule that the law had not before: the reading that says so, where there is one, then its first
 * version.
 */
const aPartirDe = <T>(avant: CitationLue | undefined, version: Valant<T>): Dated<T> =>
  avant ? [{ from: '1994-03-01', value: nExistePas, source: avant }, version] : [version]
/** `avant`: where the article did not name the measure yet, the version that was read. */
type Debat = { article: '712-18' | '712-19'; du: Jour; par?: string; avant?: CitationLue }
/**
 * Debate that must follow an incarceration decided by the JAP: of an aménagement (712-18), or of
 * who is free (712-19).
 */
export const debatApres = (
  nature: string,
  { article, du, par = 'loi 2004-204', avant }: Debat,
): Devoir => ({
  cle: 'debat_contradictoire',
  libelle: 'Débat contradictoire après l’incarcération',
  enMain: 'jap',
  depuis: 'acte:incarceration',
  delai: regleDe(nature)<Delai>(
    'debat_contradictoire',
    'B13',
    'Débat, depuis l’incarcération décidée par le JAP',
    aPartirDe(avant, {
      from: du,
      value: { jours: 15, proroge: true },
      source: lu(cpp, article, {
        par,
        lecture: relecture(
          `cpp/${article}/${du}`,
          'dans un délai de quinze jours suivant l’incarcération du condamné',
        ),
      }),
    }),
  ),
  satisfaitPar: 'acte:debat_contradictoire',
})

/** Ab initio: the JAP fixes the terms of what the court decided (CPP 723-2, 723-7-1). */
export const modalitesDuJap = (
  nature: string,
  libre: Dated<Delai>,
  detenu: Dated<Delai>,
): Devoir[] => [
  {
    cle: 'modalites',
    libelle: 'Modalités fixées par le JAP',
    enMain: 'jap',
    depuis: 'acte:condamnation_executoire',
    delai: regleDe(nature)(
      'modalites',
      'B13',
      'Modalités, depuis le jour où la condamnation est exécutoire',
      libre,
    ),
    satisfaitPar: 'acte:fixation_contenu',
    si: 'sans_execution_provisoire',
  },
  {
    cle: 'modalites_detenu',
    libelle: 'Modalités fixées par le JAP : cinq jours ouvrables, personne détenue',
    enMain: 'jap',
    depuis: 'decision',
    delai: regleDe(nature)(
      'modalites_detenu',
      'B13',
      'Modalités, personne détenue et exécution provisoire',
      detenu,
    ),
    satisfaitPar: 'acte:fixation_contenu',
    si: 'execution_provisoire',
  },
]
const QUATRE_MOIS =
  'dans un délai maximum de quatre mois à compter de la date à laquelle la condamnation est exécutoire'
const CINQ_JOURS =
  'dans un délai de cinq jours ouvrables lorsque la juridiction de jugement a ordonné le placement ou le maintien en détention'
type Modalites = {
  article: '723-2' | '723-7-1'
  libre: Jour
  detenu: Jour
  par: [libre: string, detenu: string]
  avant?: CitationLue
}
/** The two delays, from the versions that say each first. */
export const delaisDesModalites = ({
  article,
  libre,
  detenu,
  par,
  avant,
}: Modalites): [Dated<Delai>, Dated<Delai>] => {
  const un = (from: Jour, value: Delai, de: string, mots: string) =>
    aPartirDe(avant, {
      from,
      value,
      source: lu(cpp, article, { par: de, lecture: relecture(`cpp/${article}/${from}`, mots) }),
    })
  return [
    un(libre, { mois: 4, proroge: true }, par[0], QUATRE_MOIS),
    un(detenu, { jours: 5, ouvrables: true, proroge: true }, par[1], CINQ_JOURS),
  ]
}
