import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import { faitsDemandes } from './condamnation.rules.ts'
import { calculer } from './echeance.rules.ts'
import type { Faits } from './faits.rules.ts'
import { lignesDeLaFiche } from './fiche.rules.ts'
import { faits } from './mesure.builder.ts'
import { refusDeMesure, type Saisie } from './mesure.rules.ts'
import type { CleNature } from './nature.referentiel.ts'
import { obligationsPossibles, refusDObligation } from './regime.rules.ts'

const refus = (nature: CleNature, article: string, le: Jour) =>
  refusDObligation(nature, { article }, le, 'obligations.0.article')
const proposes = (nature: CleNature, le: Jour) =>
  obligationsPossibles(nature, le).particulieres.map(o => o.article.split(', ')[1])
const fiche = (nature: CleNature, le: Jour) => lignesDeLaFiche(nature, le)

describe('Les numéros que le texte ouvre', () => {
  it('CPP 721-2, I, depuis le 1er octobre 2014 : « Des interdictions prévues aux 2° et 7° à 14° de l’article 132-45 », et rien d’autre', () => {
    const ouverts = ['2°', '7°', '8°', '9°', '10°', '11°', '12°', '13°', '14°']
    expect(proposes('suivi_post_liberation', '2019-03-04')).toEqual(ouverts)
    expect(new Set(proposes('suivi_post_liberation', '2026-03-02'))).toEqual(
      new Set([...ouverts, '13° bis']),
    )
    expect(refus('suivi_post_liberation', 'CP 132-45, 9°', '2026-03-02')).toEqual([])
    for (const numero of ['1°', '3°', '5°', '19°', '22°'])
      expect(
        refus('suivi_post_liberation', `CP 132-45, ${numero}`, '2026-03-02'),
        numero,
      ).toMatchObject([
        {
          code: 'obligation_hors_liste',
          message: expect.stringContaining('2°, 7°'),
          source: { article: '721-2, I, 1° et 2°' },
        },
      ])
  })
  it('CPP 723-30, 1° : « les 2°, 3°, 8°, 9°, 11°, 12°, 13° et 14° de l’article 132-45 » jusqu’au 11 mars 2010, toute la liste ensuite', () => {
    expect(refus('surveillance_judiciaire', 'CP 132-45, 5°', '2010-03-12')).toEqual([])
    expect(proposes('surveillance_judiciaire', '2010-03-11')).toEqual([
      '2°',
      '3°',
      '8°',
      '9°',
      '11°',
      '12°',
      '13°',
      '14°',
    ])
  })
  it.each([
    ['suivi_post_liberation', 'CPP 721-2, I : « une ou plusieurs »'],
    ['surveillance_judiciaire', 'CPP 723-30 : « peut comporter »'],
    ['ddse', 'CP 131-4-1 : « peut également soumettre »'],
    ['semi_liberte', 'CP 132-26 : « peut également soumettre »'],
  ] as const)(
    '%s : les mesures de CP 132-44 se cochent, la fiche ne dit pas que la loi les demande à tous (%s)',
    (nature, _mots) => {
      expect(obligationsPossibles(nature, '2026-03-02').controle).toHaveLength(6)
      expect(fiche(nature, '2026-03-02').controle).toEqual([])
    },
  )
  it('CPP D533, depuis le 31 mars 2006 : le libéré conditionnel « doit obligatoirement se soumettre aux mesures de contrôle »', () => {
    expect(fiche('liberation_conditionnelle', '2026-03-02').controle).toHaveLength(6)
  })
})

describe('La convocation après une libération est sur la fiche', () => {
  it.each([
    ['liberation_conditionnelle', 'un mois', 'CPP D534-1'],
    ['suivi_post_liberation', 'un mois', 'CPP D147-48'],
    ['surveillance_judiciaire', 'huit jours', 'CPP D147-40-2'],
    ['suivi_socio_judiciaire', 'huit jours', 'CPP 763-7-1'],
    ['liberation_sous_contrainte', '5 jours ouvrables', 'CPP D147-17-5'],
    ['sursis_probatoire', 'un mois', 'CPP 741-1'],
    ['sursis_probatoire_renforce', 'huit jours', 'CPP D545'],
    ['contrainte_penale', 'huit jours', 'CPP D49-83'],
  ] as const)('%s : « %s » (%s)', (nature, delai, _article) => {
    const le: Jour = nature === 'contrainte_penale' ? '2018-03-05' : '2026-03-02'
    expect(fiche(nature, le).vousDevez.join(' ')).toContain(delai)
  })
})

describe('Ce que la décision dit change un délai', () => {
  const acte = (acte: string) => ({ actes: [{ acte, le: '2025-03-03' as Jour }] })
  const jours = (nature: CleNature, plus: Partial<Faits>, ...cles: string[]) =>
    calculer(faits(nature, '2025-01-06', plus)).echeances.flatMap(e =>
      cles.includes(e.cle) ? [[e.le, e.enMain]] : [],
    )
  it('CPP D534-1 : un mois après la sortie, « huit jours » pour un viol, ou une atteinte sexuelle sur un mineur de quinze ans', () => {
    const cles = ['premiere_convocation', 'premiere_convocation_courte']
    const sortie = acte('mise_a_execution')
    expect(jours('liberation_conditionnelle', sortie, ...cles)).toEqual([['2025-04-03', 'spip']])
    expect(
      jours('liberation_conditionnelle', { ...sortie, violOuAtteinte: true }, ...cles),
    ).toEqual([['2025-03-11', 'spip']])
  })
  it('CPP 712-19 : quinze jours devant le JAP, « un mois » devant le tribunal de l’application des peines', () => {
    const cles = ['debat_contradictoire', 'debat_devant_le_tap']
    const incarcere = acte('incarceration')
    expect(jours('liberation_conditionnelle', incarcere, ...cles)).toEqual([['2025-03-18', 'jap']])
    expect(jours('liberation_conditionnelle', { ...incarcere, parLeTap: true }, ...cles)).toEqual([
      ['2025-04-03', 'tap'],
    ])
  })
  it('CPP 763-7-1 : « à la suite d’une peine privative de liberté » ; peine principale (CP 131-36-7), rien ne court d’une libération', () => {
    expect(jours('suivi_socio_judiciaire', {}, 'premiere_convocation')).toEqual([
      ['2025-01-14', 'spip'],
    ])
    expect(
      jours('suivi_socio_judiciaire', { sansDetention: true }, 'premiere_convocation'),
    ).toEqual([])
  })
  it('Chaque fait est demandé pour la mesure où il compte, et pour elle seule', () => {
    const demandes = (nature: CleNature) => Object.keys(faitsDemandes(nature, {}))
    expect(demandes('liberation_conditionnelle')).toEqual(['violOuAtteinte', 'parLeTap'])
    expect(demandes('suivi_socio_judiciaire')).toEqual(['sansDetention'])
    expect(demandes('liberation_sous_contrainte')).toEqual(['peineMois', 'deDroit'])
    expect(demandes('surveillance_judiciaire')).toEqual(['peineMois', 'recidive'])
    expect(demandes('semi_liberte')).toEqual(['peineMois', 'recidive'])
  })
})

describe('Les peines que la loi vise', () => {
  const saisie = (nature: CleNature, decisionLe: Jour, plus: Partial<Saisie>): Saisie => ({
    nature,
    decisionLe,
    debutLe: decisionLe,
    ...plus,
  })
  const refuses = (s: Saisie) => refusDeMesure(s).map(r => [r.champ, r.code, r.source?.article])
  it('CPP 720, I : des peines « d’une durée totale inférieure ou égale à cinq ans », que la date des faits soit dite ou non', () => {
    const lsc = (peineMois: number, faitsLe?: Jour) =>
      refuses(saisie('liberation_sous_contrainte', '2026-03-02', { peineMois, faitsLe }))
    expect([lsc(60), lsc(60, '2010-05-04')]).toEqual([[], []])
    for (const faitsLe of [undefined, '2010-05-04' as const])
      expect(lsc(84, faitsLe)).toEqual([
        ['peineMois', 'peine_au_dela_du_seuil', expect.stringContaining('720')],
      ])
  })
  it('CPP 720, II, depuis le 1er janvier 2023 : de plein droit, deux ans au plus en tout, et trois mois au plus à exécuter', () => {
    const droit = (plus: Partial<Saisie>) =>
      refuses(saisie('liberation_sous_contrainte', '2026-03-02', { deDroit: true, ...plus }))
    expect(droit({ peineMois: 24, dureeMois: 3 })).toEqual([])
    expect(droit({ peineMois: 25 })).toEqual([['peineMois', 'peine_au_dela_du_seuil', '720, II']])
    expect(droit({ dureeMois: 4 })).toEqual([['dureeMois', 'duree_trop_longue', '720, II']])
    expect(refuses(saisie('liberation_sous_contrainte', '2022-12-30', { deDroit: true }))).toEqual([
      ['deDroit', 'sans_plein_droit', '720'],
    ])
  })
  it.each([
    ['2010-03-11', 119, false, 1],
    ['2010-03-12', 84, false, 0],
    ['2010-03-12', 60, true, 1],
    ['2026-03-02', 83, false, 1],
    ['2026-03-02', 60, true, 0],
    ['2026-03-02', 59, true, 1],
  ] as const)(
    'CPP 723-29, décision du %s : peine de %s mois, récidive légale %s, %s refus',
    (le, peineMois, recidive, combien) => {
      const refus = refuses(saisie('surveillance_judiciaire', le, { peineMois, recidive }))
      expect(refus).toEqual(combien ? [['peineMois', 'peine_trop_courte', '723-29']] : [])
    },
  )
})
