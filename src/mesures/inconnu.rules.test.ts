import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { ajouterJours, ajouterMois, type Jour } from '../platform/date.ts'
import { uneCitationAVerifier, uneCitationLue } from '../platform/law.builder.ts'
import { inconnu, nExistePas, type Version } from '../platform/law.ts'
import type { Refusal } from '../platform/refusal.ts'
import { refusDansLeDossier, refusQuiSAjoutent } from './cumul.rules.ts'
import type { Auteur, Definition, Delai, Devoir, RegimeDObligations } from './definition.rules.ts'
import { refusDeDuree, refusDHeures } from './duree.rules.ts'
import { calculer, nomDEcheance } from './echeance.rules.ts'
import { refusDEtatDeMesure } from './etat.rules.ts'
import { refusDExecuter } from './execution.rules.ts'
import {
  refusDAffectation,
  refusDeDecider,
  refusDeSemaine,
  refusDHabilitation,
  refusDHote,
} from './hote.rules.ts'
import { definitions, sous, toutApres, toutAVerifier, toutInconnu } from './inconnu.builder.ts'
import { refusDActe } from './jour-d-acte.rules.ts'
import { dossierCharge, faits, prononcee, suivi } from './mesure.builder.ts'
import { refusDeMesure } from './mesure.rules.ts'
import { type CleNature, natures } from './nature.referentiel.ts'
import { listes } from './obligation.rules.ts'
import { transitionDe } from './passage.rules.ts'
import { refusDePeine } from './peine.rules.ts'
import { refusDObligation } from './regime.rules.ts'
import { refusDeSeuil } from './seuil.rules.ts'

const lue = uneCitationLue('code pénal', '132-42')
const nonLue = uneCitationAVerifier('code pénal', '132-42')

const jours: Jour[] = [
  '1950-01-02',
  '1994-06-01',
  '2005-06-01',
  '2012-01-04',
  '2016-01-04',
  '2021-06-01',
  '2025-01-06',
]
const obligations: { article?: string; libelle?: string }[] = [
  ...Object.entries(listes).flatMap(([liste, items]) =>
    items.map(i => ({ article: `${liste}, ${i.numero}` })),
  ),
  { libelle: 'Ne pas approcher du port' },
]
/**
 * What the law would refuse, were it read: each refusal that reads a rule, on acts that no law
 * allows.
 */
const refusQuiLisentLaLoi: Record<
  string,
  (nature: CleNature, d: Definition, le: Jour) => Refusal[]
> = {
  refusDeDuree: (_nature, d, le) =>
    refusDeDuree(d.duree, { debutLe: le, dureeMois: 6000 }, le, 'droit'),
  refusDHeures: (_nature, d, le) =>
    d.heures ? refusDHeures(d.heures, { heures: 100_000, quand: le, referentiel: 'droit' }) : [],
  refusDeMesure: (nature, _d, le) =>
    refusDeMesure({ nature, decisionLe: le, debutLe: le, dureeMois: 6000, obligations }),
  refusDeSeuil: (_nature, d, le) =>
    refusDeSeuil(d, { debutLe: le, faitsLe: ajouterJours(le, -30), peineMois: 6000 }, 'droit'),
  refusDObligation: (nature, _d, le) =>
    obligations.flatMap((o, i) => refusDObligation(nature, o, le, `obligations.${i}.article`)),
  refusDEtatDeMesure: (nature, d, le) =>
    actesDe(d).flatMap(acte => refusDEtatDeMesure(suivi(nature, le), acte, le)),
  refusDActe: (nature, d, le) =>
    actesDe(d).flatMap(acte =>
      refusDActe(suivi(nature, le), acteHorsLaLoi(acte, le), '2026-11-29'),
    ),
  refusDeProlonger: (nature, d, le) =>
    actesDe(d).flatMap(acte => {
      const m = suivi(nature, le, { finInitialeLe: ajouterMois(le, 6) })
      return transitionDe(m, acte, le)?.effet === 'prolonge'
        ? refusDActe(m, acteHorsLaLoi(acte, le), '2026-11-29')
        : []
    }),
  refusDePeine: (nature, _d, le) => refusDePeine({ nature, decisionLe: le, peineMois: 6000 }),
  refusDansLeDossier: (nature, _d, le) =>
    refusDansLeDossier(prononcee(nature, le), dossierCharge(le)),
  refusQuiSAjoutent: (nature, _d, le) =>
    refusQuiSAjoutent(
      { ...prononcee('arse', '2030-01-01'), heures: undefined },
      prononcee(nature, le),
      dossierCharge(le),
    ),
  refusDExecuter: (_nature, _d, le) => refusDExecuter({ definitiveLe: '1950-01-01', le }),
  refusDAffectation: (_nature, _d, le) =>
    refusDAffectation({ hote: 'societe_a_mission', tigParSemaine: 80, emploiParSemaine: 80 }, le),
  refusDHote: (_nature, _d, le) => refusDHote('societe_a_mission', le),
  refusDHabilitation: (_nature, _d, le) =>
    refusDHabilitation({ type: 'association', habiliteeLe: le }, '2098-12-31'),
  refusDeDecider: (_nature, _d, le) =>
    refusDeDecider({ quoi: 'poste', communiqueeLe: le, avisRendus: false, le }),
  refusDeSemaine: (_nature, _d, le) => refusDeSemaine({ heuresTig: 100, heuresDeTravail: 50, le }),
}
/**
 * Refusals of these files that read the facts, the form or the hand that writes, and no rule of the
 * law.
 */
const refusSurLesFaits = new Map([
  ['refusDAccomplir', 'le contenu d’un acte et sa date'],
  ['refusDAvenir', 'les dates saisies'],
  ['refusDEcarter', 'ce qui est déjà fait'],
  ...['refusHorsDuTemps', 'refusAvantLeTemps'].map(
    nom => [nom, 'essayé par refusDActe, qui l’appelle sur un passage opposable'] as const,
  ),
  ['refusDAjouter', 'essayé par refusDeProlonger, qui l’appelle sur un passage opposable'],
  ['refusDesFaits', 'l’ordre des dates saisies'],
  ['refusDeProposition', 'une proposition ne s’enregistre qu’en démonstration'],
  ['refusDeModifier', 'ce qui est levé, ajouté, ou déjà en vigueur'],
  ['refusDeCeQuUnActeChange', 'ce qu’un acte a ajouté ou levé'],
  ['refusDeToucherALaSuite', 'ce qu’un acte postérieur a ajouté ou levé'],
  ['refusDAnnuler', 'le dernier acte seul s’annule'],
  ...['refusSansPartie', 'refusDePartie'].map(
    nom => [nom, 'la durée que la décision dit, et la peine'] as const,
  ),
])
/** A « reprise » is not asked of what was never suspended: a fact. */
const actesDe = (d: Definition): string[] => [
  ...new Set(
    d.machine.flatMap(v => v.value.transitions.filter(t => t.effet !== 'reprend').map(t => t.acte)),
  ),
]
const acteHorsLaLoi = (acte: string, le: Jour) => ({
  acte,
  le,
  auteur: 'personne' as Auteur,
  nouvelleFinLe: ajouterJours(le, 40_000),
})

describe('Ce que personne n’a lu ne refuse rien (invariant 17)', () => {
  it('chaque refus qui lit une règle est essayé : le programme les trouve', async () => {
    const dossier = fileURLToPath(new URL('./', import.meta.url))
    const lisent = readdirSync(dossier).filter(
      f =>
        f.endsWith('.rules.ts') &&
        readFileSync(`${dossier}${f}`, 'utf8').includes("from './regle.rules.ts'"),
    )
    const trouves: string[] = []
    for (const f of lisent) {
      const exports: Record<string, unknown> = await import(`./${f.replace(/\.ts$/, '')}.ts`)
      trouves.push(...Object.keys(exports).filter(nom => nom.startsWith('refus')))
    }
    expect(trouves.length).toBeGreaterThan(8)
    const classes = new Set([...Object.keys(refusQuiLisentLaLoi), ...refusSurLesFaits.keys()])
    expect(trouves.filter(nom => !classes.has(nom))).toEqual([])
  })
  it.each(Object.entries(refusQuiLisentLaLoi))(
    '%s refuse au moins une fois ce que la loi lue interdit',
    (_nom, refus) => {
      expect(
        definitions.flatMap(([nature, d]) => jours.flatMap(le => refus(nature, d, le))).length,
      ).toBeGreaterThan(0)
    },
  )
  const etats = [
    ['tout est inconnu', toutInconnu],
    ['tout est à vérifier', toutAVerifier],
    ['la première version connue est plus tardive', toutApres],
  ] as const
  const cas = etats.flatMap(([dit, faire]) =>
    Object.entries(refusQuiLisentLaLoi).map(([nom, refus]) => [dit, nom, faire, refus] as const),
  )
  it.each(cas)(
    '%s : %s ne refuse rien, d’aucune mesure, aucun jour',
    (_dit, _nom, faire, refus) => {
      sous(faire, () => {
        const refuses = definitions
          .filter(([nature]) => nature !== 'peine_probation_autonome')
          .flatMap(([nature, d]) =>
            jours.flatMap(le =>
              refus(nature, d, le).map(x => `${nature} ${le} ${x.code} ${x.source?.article ?? ''}`),
            ),
          )
        expect([...new Set(refuses)]).toEqual([])
      })
    },
  )
})

describe('Une échéance dont le délai n’est pas lu le dit, et un délai inconnu n’a pas de date (C3.4)', () => {
  const delai: Version<Delai>[] = [{ from: '2009-11-26', value: { jours: 45 }, source: lue }]
  const sursis = natures.sursis_probatoire.devoirs[0] as Devoir
  const avec = (versions: Version<Delai>[], test: () => void) => {
    const liste = sursis.delai.droit as unknown as Version<Delai>[]
    const avant = [...liste]
    try {
      liste.splice(0, liste.length, ...versions)
      test()
    } finally {
      liste.splice(0, liste.length, ...avant)
    }
  }
  const premiere = (le: Jour) => calculer(faits('sursis_probatoire', le), true)
  const sienne = (le: Jour) => premiere(le).echeances.find(e => e.cle === sursis.cle)
  it('lue : aucune marque ; à vérifier, ou plus ancienne que la première version : la marque', () => {
    avec(delai, () => {
      expect(sienne('2015-01-05')?.aVerifier).toBe(false)
      expect(sienne('2005-01-05')).toMatchObject({ aVerifier: true })
      expect(
        premiere('2005-01-05')
          .explications.find(x => x.cle === sursis.cle)
          ?.pourquoi.join(' '),
      ).toContain('à vérifier')
    })
    avec([{ from: '2009-11-26', value: { jours: 45 }, source: nonLue }], () => {
      const e = sienne('2015-01-05')
      expect(e?.aVerifier).toBe(true)
      expect(e && nomDEcheance({ ...e, nature: 'sursis_probatoire' })).toMatch(/ \(à vérifier\)$/)
    })
  })
  it('inconnue : pas de date, et c’est dit ; n’existe pas : rien', () => {
    avec([{ from: '2009-11-26', value: inconnu, source: nonLue }], () => {
      expect(sienne('2015-01-05')).toBeUndefined()
      expect(premiere('2015-01-05').inconnues).toContainEqual({ cle: sursis.cle })
    })
    avec([{ from: '2009-11-26', value: nExistePas, source: lue }], () => {
      expect(sienne('2015-01-05')).toBeUndefined()
      expect(premiere('2015-01-05').inconnues).toEqual([])
    })
  })
})

describe('Un régime d’obligations inconnu laisse écrire les mots de la décision', () => {
  it('aucun de ses numéros n’est refusé, et « sans obligation » n’est dit que s’il est lu', () => {
    const regime: RegimeDObligations = { controle: false, particulieres: null, fixeesPar: [] }
    const { obligations: versions } = natures.procedure_723_15
    const liste = versions as unknown as Version<RegimeDObligations>[]
    const avant = [...liste]
    const essayer = (v: Version<RegimeDObligations>) => {
      liste.splice(0, liste.length, v)
      const refus = refusDObligation(
        'procedure_723_15',
        { article: 'CP 132-45, 3°' },
        '2025-01-06',
        'o',
      )
      liste.splice(0, liste.length, ...avant)
      return refus.map(x => x.code)
    }
    expect(essayer({ from: '2000-01-01', value: nExistePas, source: lue })).toEqual([
      'sans_obligation',
    ])
    expect(essayer({ from: '2000-01-01', value: inconnu, source: nonLue })).toEqual([])
    expect(essayer({ from: '2000-01-01', value: regime, source: lue })).toEqual([
      'obligation_hors_liste',
    ])
    expect(essayer({ from: '2000-01-01', value: regime, source: nonLue })).toEqual([])
  })
})
