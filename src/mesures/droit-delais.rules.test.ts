import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ajouterJours,
  ajouterMois,
  estOuvre,
  type Jour,
  jourDeSemaine,
  joursEntre,
  type Territoire,
  territoires,
} from '../platform/date.ts'
import { uneCitationLue } from '../platform/law.builder.ts'
import { estAbsente, type Regle } from '../platform/law.ts'
import type { Definition, Delai } from './definition.rules.ts'
import { dernierJour } from './delai.rules.ts'
import { calculer } from './echeance.rules.ts'
import type { Faits } from './faits.rules.ts'
import { faits } from './mesure.builder.ts'
import { natures } from './nature.referentiel.ts'
import { procedures } from './referentiel/procedures.referentiel.ts'
import { citer, sourceDe, valeurLe, versionLe } from './regle.rules.ts'

const une = (f: Faits, cle: string) => calculer(f).echeances.find(e => e.cle === cle)
function procedure(id: string): Regle<string | Delai> {
  const trouvee = (procedures as readonly Regle<string | Delai>[]).find(
    r => r.id === `procedures.${id}`,
  )
  if (!trouvee) throw new Error(`no rule ${id}`)
  return trouvee
}
const proroge = (depart: Jour, jours: number, t: Territoire = 'metropole') =>
  dernierJour(depart, { jours, proroge: true }, t)

describe('Un délai de procédure finit un jour ouvrable (C1 : CPP 801)', () => {
  it.each([
    ['un samedi', '2026-11-27', 1, '2026-11-30'],
    ['un dimanche', '2026-11-27', 2, '2026-11-30'],
    ['le 11 novembre 2026, un mercredi', '2026-11-10', 1, '2026-11-12'],
    ['le 1er mai 2026, un vendredi', '2026-04-30', 1, '2026-05-04'],
    ['le lundi de Pâques 2026', '2026-04-05', 1, '2026-04-07'],
    ['l’Ascension 2026', '2026-05-13', 1, '2026-05-15'],
    ['le lundi de Pentecôte 2026, même travaillé', '2026-05-24', 1, '2026-05-26'],
    ['le 25 décembre 2026, un vendredi', '2026-12-24', 1, '2026-12-28'],
    ['le 1er janvier 2027, un vendredi', '2026-12-31', 1, '2027-01-04'],
  ] as const)('Échu %s, il va au jour ouvrable suivant', (_cas, depart, jours, attendu) => {
    expect(proroge(depart, jours)).toBe(attendu)
    expect(dernierJour(depart, { jours }, 'metropole')).toBe(ajouterJours(depart, jours))
  })
  it('Échu un jour ouvrable, il n’est pas reporté', () => {
    expect(proroge('2026-11-23', 1)).toBe('2026-11-24')
  })
  it('La durée d’une mesure n’est pas un délai de procédure : un terme qui tombe un dimanche y reste (CPP 801)', () => {
    const terme = '2026-11-29'
    expect(jourDeSemaine(terme)).toBe(7)
    expect(une(faits('sursis_probatoire', '2024-11-29', { termeLe: terme }), 'terme')?.le).toBe(
      terme,
    )
  })
  it('Un délai qui remonte ne se proroge pas : le rapport de fin reste un mois avant le terme (CPP D575)', () => {
    expect(
      une(
        faits('liberation_conditionnelle', '2025-01-06', { termeLe: '2027-02-28' }),
        'rapport_de_fin',
      )?.le,
    ).toBe('2027-01-28')
    expect(dernierJour('2026-12-29', { mois: 1, avant: true, proroge: true }, 'metropole')).toBe(
      '2026-11-29',
    )
  })
})

describe('Les mois se comptent de quantième à quantième (C2 : ADR 0016)', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2025-02-28', 12, '2026-02-28'],
    ['2025-08-31', 6, '2026-02-28'],
    ['2025-11-30', 3, '2026-02-28'],
    ['2025-12-31', 4, '2026-04-30'],
    ['2026-03-15', 18, '2027-09-15'],
  ] as const)('Du %s, %i mois finissent le %s', (depart, mois, attendu) => {
    expect(dernierJour(depart, { mois }, 'metropole')).toBe(attendu)
  })
  it('La règle d’une peine de prison est à 716-1, lue ; celle des délais de procédure attend 2029 et le dit (L. 1322-4)', () => {
    expect(versionLe(procedure('716_1').droit, '2026-11-24').source).toMatchObject({
      article: '716-1',
      confiance: 'lu',
    })
    expect(versionLe(procedure('mois_de_procedure').droit, '2026-11-24').source.confiance).toBe(
      'a_verifier',
    )
  })
  it('Des mois et des jours s’ajoutent, les mois d’abord', () => {
    expect(dernierJour('2026-01-31', { mois: 1, jours: 1 }, 'metropole')).toBe('2026-03-01')
  })
})

describe('Délais de procédure, par date (B8 à B11, B13)', () => {
  it.each([
    ['474_jap', '2009-11-26', { jours: 30, proroge: true }, '474'],
    ['474_jap', '2024-09-29', { jours: 30, proroge: true }, '474'],
    ['474_jap', '2024-09-30', { jours: 20, proroge: true }, '474'],
    ['474_spip', '2024-09-29', { jours: 45, proroge: true }, '474'],
    ['474_spip', '2024-09-30', { jours: 30, proroge: true }, '474'],
    ['741_1', '2026-01-01', { mois: 1, proroge: true }, '741-1'],
    ['741_1_ssj_encouru', '2026-01-01', { jours: 8, proroge: true }, '741-1'],
    ['712_5_examen', '2026-01-01', { mois: 2, proroge: true }, 'D49-32'],
    ['712_6_examen', '2026-01-01', { mois: 4, proroge: true }, 'D49-33'],
    ['712_7_examen', '2026-01-01', { mois: 6, proroge: true }, 'D49-36'],
    ['appel_ordonnance', '2026-01-01', { jours: 1, proroge: true }, '712-11'],
    ['appel_jugement', '2026-01-01', { jours: 10, proroge: true }, '712-11'],
    ['712_19_debat', '2026-01-01', { jours: 15, proroge: true }, '712-19'],
    ['712_20', '2026-01-01', { mois: 1, proroge: true }, '712-20'],
    ['712_14_examen', '2026-01-01', { mois: 2, proroge: true }, '712-14'],
    ['712_19_debat_tap', '2014-01-01', { mois: 1, proroge: true }, '712-19'],
  ] as const)('%s, le %s : %j (CPP %s)', (id, le, delai, article) => {
    expect(valeurLe(procedure(id), le, 'droit')).toEqual(delai)
    expect(citer(sourceDe(procedure(id), le, 'droit'), le).article).toMatch(
      new RegExp(`^${article}\\b`),
    )
  })
  it('L’article 474 ne nomme plus le TIG du 24 mars 2020 au 29 septembre 2024, puis le nomme de nouveau', () => {
    expect(valeurLe(procedure('474_probation'), '2020-03-23', 'droit')).toContain(
      'sursis-TIG ou TIG',
    )
    expect(valeurLe(procedure('474_probation'), '2020-03-24', 'droit')).toContain(
      'ne nomme plus le TIG, mais D48-2, 2° le convoque aussi',
    )
    expect(valeurLe(procedure('474_probation'), '2014-10-01', 'droit')).toContain(
      'Contrainte pénale',
    )
    expect(valeurLe(procedure('474_probation'), '2024-09-30', 'droit')).toContain(
      'Sursis probatoire, TIG ou ajournement',
    )
  })
  it('CPP 712-13, al. 1, depuis le 30 septembre 2024 : en appel, la personne est entendue si elle le demande', () => {
    expect(valeurLe(procedure('712_13_audition'), '2024-09-29', 'droit')).toMatch(/^Non, sauf/)
    expect(valeurLe(procedure('712_13_audition'), '2024-09-30', 'droit')).toMatch(
      /^Oui, si elle le demande/,
    )
  })
  it('CPP 741-1 et D545 : un mois, huit jours si un suivi socio-judiciaire était encouru, ou pour un suivi renforcé depuis le 24 mars 2020', () => {
    expect(procedure('741_1').droit[0].from).toBe('2012-01-01')
    expect(valeurLe(procedure('741_1_remise'), '2020-03-23', 'droit')).not.toContain(
      'suivi renforcé',
    )
    expect(valeurLe(procedure('741_1_remise'), '2020-03-24', 'droit')).toContain(
      'Huit jours aussi pour un sursis probatoire avec suivi renforcé',
    )
  })
  it('CPP D48-2 : le greffier peut remettre les convocations ; depuis le 15 août 2015, le bureau de l’exécution des peines le fait', () => {
    expect(valeurLe(procedure('d48_2'), '2015-08-14', 'droit')).toContain('peut')
    expect(valeurLe(procedure('d48_2'), '2015-08-15', 'droit')).toContain('dans les jours suivants')
  })
  it('723-15 : un an au plus, deux du 26 novembre 2009 au 23 mars 2020, un an depuis (B8)', () => {
    const [seuil] = (natures.procedure_723_15 as Definition).seuils ?? []
    const mois = (le: Jour) => seuil && valeurLe(seuil.regle, le, 'droit')?.seuilMois
    expect(mois('2009-11-25')).toBe(12)
    expect(mois('2009-11-26')).toBe(24)
    expect(mois('2020-03-23')).toBe(24)
    expect(mois('2020-03-24')).toBe(12)
  })
  it('CPP 723-15, al. 3 : 30 et 45 jours, puis 20 et 30 depuis le 30 septembre 2024, lus tous les quatre', () => {
    const jours = (le: Jour) =>
      ['convocation_jap', 'convocation_spip'].map(cle => une(faits('procedure_723_15', le), cle))
    expect(jours('2024-06-03')).toMatchObject([{ le: '2024-07-03' }, { le: '2024-07-18' }])
    expect(jours('2025-06-02')).toMatchObject([
      { le: '2025-06-23', aVerifier: false },
      { le: '2025-07-02', aVerifier: false },
    ])
  })
  it('CPP 723-15-2, al. 2 : le JAP décide en quatre mois du 26 novembre 2009 au 4 juin 2016, en six depuis', () => {
    const decision = (le: Jour) => une(faits('procedure_723_15', le), 'decision_jap')?.le
    expect([decision('2014-01-06'), decision('2016-06-03'), decision('2016-06-06')]).toEqual([
      '2014-05-06',
      '2016-10-03',
      '2016-12-06',
    ])
  })
  it('723-15-1 : deux mois pour le rapport, depuis la saisine du SPIP seulement (B9) ; le JAP décide en six (723-15-2)', () => {
    const f = faits('procedure_723_15', '2025-06-02')
    expect(calculer(f).attentes).toContainEqual({ cle: 'rapport', attend: 'acte:evaluation' })
    expect(
      une({ ...f, actes: [{ acte: 'evaluation', le: '2025-06-30' }] }, 'rapport'),
    ).toMatchObject({ le: '2025-09-01', enMain: 'spip' })
    expect(une(f, 'decision_jap')).toMatchObject({ le: '2025-12-02', enMain: 'jap' })
  })
})

describe('Le numéro cité est celui du jour (ordonnance 2025-1091, art. 57)', () => {
  const cpp = (article: string, le: Jour) =>
    citer(uneCitationLue('code de procédure pénale', article), le).article
  it.each([
    ['723-15', 'L5212-1'],
    ['712-6', 'L5131-7'],
    ['712-11', 'L5132-2'],
    ['801', 'L1322-5'],
    ['138', 'L3621-4'],
    ['142-7', 'L3632-1'],
    ['720', 'L5251-1'],
    ['729', 'L5241-3'],
    ['733', 'L5243-5'],
    ['739', 'L5321-1'],
    ['747-1', 'L5143-8'],
    ['763-1', 'L5331-1'],
  ] as const)('CPP %s jusqu’au 31 décembre 2028, CPP %s ensuite', (ancien, nouveau) => {
    expect([
      cpp(ancien, '2028-12-31'),
      cpp(ancien, '2029-01-01'),
      cpp(nouveau, '2028-12-31'),
    ]).toEqual([ancien, nouveau, ancien])
  })
  it('Un article dont le nouveau numéro n’a pas été lu garde l’ancien : D546-2', () => {
    expect(cpp('D546-2', '2029-01-01')).toBe('D546-2')
  })
  it('Le refus de 2029 cite L5321-1, sa valeur n’a pas changé', () => {
    const { obligations } = natures.sursis_probatoire
    expect(citer(obligations[0].source, '2028-12-31').article).toBe('739, al. 2')
    expect(citer(obligations[0].source, '2029-01-01').article).toBe('L5321-1')
  })
})

describe('Quels que soient le jour et le territoire', () => {
  const jour = fc.integer({ min: 0, max: 18_000 }).map(n => ajouterJours('2010-01-01', n))
  const territoire = fc.constantFrom(...territoires)
  it('les mois tombent dans le mois visé, au même quantième ou au dernier jour, 29 février compris', () => {
    fc.assert(
      fc.property(
        fc.oneof(jour, fc.constantFrom<Jour>('2024-02-29', '2028-02-29', '2025-12-31')),
        fc.integer({ min: 1, max: 120 }),
        territoire,
        (le, mois, t) => {
          const fin = dernierJour(le, { mois }, t)
          const [a, m] = [Number(le.slice(0, 4)), Number(le.slice(5, 7)) - 1 + mois]
          expect(fin.slice(0, 7)).toBe(
            `${a + Math.floor(m / 12)}-${String((m % 12) + 1).padStart(2, '0')}`,
          )
          if (fin.slice(8) !== le.slice(8)) expect(ajouterJours(fin, 1).slice(8)).toBe('01')
          expect(fin).toBe(ajouterMois(le, mois))
        },
      ),
    )
  })
  it('la prorogation est le premier jour ouvrable, et aucun jour ouvrable n’est sauté', () => {
    fc.assert(
      fc.property(jour, fc.nat(60), territoire, (le, jours, t) => {
        const [brut, fin] = [ajouterJours(le, jours), proroge(le, jours, t)]
        expect([estOuvre(fin, t), fin >= brut, joursEntre(brut, fin) <= 5]).toEqual([
          true,
          true,
          true,
        ])
        for (let j = brut; j < fin; j = ajouterJours(j, 1)) expect(estOuvre(j, t), j).toBe(false)
      }),
      { numRuns: 500 },
    )
  })
  it('chaque délai de procédure du référentiel, à chaque version, finit après son départ un jour ouvrable', () => {
    const delais = procedures.flatMap(r =>
      r.droit.flatMap(v => (!estAbsente(v.value) && typeof v.value === 'object' ? [v.value] : [])),
    )
    expect(delais.length).toBeGreaterThan(10)
    fc.assert(
      fc.property(jour, fc.constantFrom(...delais), territoire, (le, d, t) => {
        const fin = dernierJour(le, d, t)
        return fin > le && estOuvre(fin, t)
      }),
    )
  })
})
