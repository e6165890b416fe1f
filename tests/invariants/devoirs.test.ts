import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recalculerLaBase } from '../../src/echeances/index.ts'
import { naturesDeRapport } from '../../src/magistrats/index.ts'
import type { Definition, Devoir } from '../../src/mesures/definition.rules.ts'
import { calculer } from '../../src/mesures/echeance.rules.ts'
import type { Faits } from '../../src/mesures/faits.rules.ts'
import { natures } from '../../src/mesures/nature.referentiel.ts'
import { attendUneConvocation } from '../../src/mesures/satisfaction.rules.ts'
import { ajouterJours, ajouterMois, type Jour } from '../../src/platform/date.ts'
import { estAbsente } from '../../src/platform/law.ts'
import { type Essai, nouvelEssai } from '../base.ts'

/**
 * Invariant 8: a duty is satisfied by its own fact: that measure, that kind, that period. Every
 * duty of every kind of the référentiel, found by the program: a dossier with two measures of the
 * kind, one fact of one of them, and what became of both duties.
 */
type Voie = { sorte: 'convocation' | 'rapport' | 'acte'; quoi: string }
type DevoirDeMesure = { nature: string; devoir: Devoir; voie: Voie; du: Jour }
type Fait = {
  sorte: Voie['sorte']
  quoi: string
  le: Jour
  /** Nothing named, one measure, or both. */
  nomme: 'a' | 'aucune'
  etat?: string
  /** An act of the measure that came after the fact. */
  puis?: { acte: string; le: Jour }
}
type Attendu = { a: boolean; b: boolean }
type Cas = DevoirDeMesure & {
  dit: string
  fait: Fait
  attendu: Attendu
  dossierId: string
  a: string
  b: string
}

/**
 * The first day of the last version of a rule that gives a delay: what was repealed is still tried
 * under the law of its time.
 */
function jourOuLaRegleVaut({ delai }: Devoir): Jour | null {
  const version = delai.droit.findLast(v => !estAbsente(v.value))
  if (version) return version.from
  return delai.egip?.value ? '2026-03-02' : null
}
const devoirs: DevoirDeMesure[] = Object.entries(natures as Record<string, Definition>).flatMap(
  ([nature, d]) =>
    d.devoirs.flatMap(devoir => {
      const du = jourOuLaRegleVaut(devoir)
      return du === null
        ? []
        : [devoir.satisfaitPar].flat().map(s => {
            const [sorte = 'acte', quoi = ''] = s.split(':')
            return { nature, devoir, voie: { sorte: sorte as Voie['sorte'], quoi }, du }
          })
    }),
)
const acteDe = ({ depuis }: Devoir) =>
  depuis.startsWith('acte:') ? depuis.slice('acte:'.length) : null
const TERME_MOIS = 30
/**
 * The measure is older than an act from which a delay runs, so that no other duty of its beginning
 * is in play.
 */
const AVANT_L_ACTE = 400
const departDe = ({ devoir, du }: DevoirDeMesure): Jour =>
  acteDe(devoir) && devoir.delai.selon !== 'execution' ? ajouterJours(du, AVANT_L_ACTE) : du
const decisionDe = (d: DevoirDeMesure): Jour =>
  acteDe(d.devoir) ? ajouterJours(departDe(d), -AVANT_L_ACTE) : d.du
const quiDeplace = (nature: string) =>
  (natures as Record<string, Definition>)[nature]?.machine
    .at(-1)
    ?.value.transitions.find(t => t.effet === 'prolonge')?.acte

const ailleurs: Record<string, string[]> = {
  spip: ['juridiction'],
  juridiction: ['spip'],
  tous: [],
}
const ici = (quoi: string) => (quoi === 'juridiction' ? 'juridiction' : 'spip')
function casDe(d: DevoirDeMesure): Cas[] {
  const { devoir, voie } = d
  const du = departDe(d)
  const le = ajouterJours(du, 2)
  const propre: Fait = {
    sorte: voie.sorte,
    quoi: voie.sorte === 'convocation' ? ici(voie.quoi) : voie.quoi,
    le,
    nomme: 'a',
  }
  const [fermeA, rien]: Attendu[] = [
    { a: true, b: false },
    { a: false, b: false },
  ]
  const cas: [string, Fait, Attendu | undefined][] = [
    ['son propre fait le satisfait, et lui seul', propre, fermeA],
    [
      'un fait d’avant sa période ne le satisfait pas',
      { ...propre, le: ajouterJours(avantLaPeriode(d), -1) },
      rien,
    ],
  ]
  if (voie.sorte !== 'acte')
    cas.push([
      'un fait qui ne nomme aucune mesure n’en satisfait aucune',
      { ...propre, nomme: 'aucune' },
      rien,
    ])
  if (voie.sorte === 'rapport')
    for (const autre of Object.keys(naturesDeRapport).filter(n => n !== voie.quoi))
      cas.push([`un rapport « ${autre} » ne le satisfait pas`, { ...propre, quoi: autre }, rien])
  if (voie.sorte === 'convocation') {
    for (const autre of ailleurs[voie.quoi] ?? [])
      cas.push([
        'une convocation devant un autre ne le satisfait pas',
        { ...propre, quoi: autre },
        rien,
      ])
    for (const etat of ['annulee', 'reportee'])
      cas.push([`une convocation ${etat} ne le satisfait pas`, { ...propre, etat }, rien])
    cas.push([
      'une convocation d’un an après n’est plus celle-là',
      { ...propre, le: ajouterMois(du, 13) },
      rien,
    ])
  }
  const prolongation = quiDeplace(d.nature)
  if (devoir.depuis === 'terme' && prolongation && voie.sorte === 'rapport')
    cas.push([
      'un rapport d’avant une prolongation n’est pas celui du nouveau terme',
      { ...propre, puis: { acte: prolongation, le: ajouterJours(le, 5) } },
      rien,
    ])
  return cas.map(([dit, fait, attendu]) => ({
    ...d,
    dit,
    fait,
    attendu: attendu ?? { a: false, b: false },
    dossierId: randomUUID(),
    a: randomUUID(),
    b: randomUUID(),
  }))
}
/**
 * A duty that looks to the term may be done since the measure began; any other since the fact that
 * opens it.
 */
const avantLaPeriode = (d: DevoirDeMesure): Jour =>
  acteDe(d.devoir) || d.devoir.depuis !== 'terme' ? departDe(d) : decisionDe(d)
const tous = devoirs.flatMap(casDe)

type Moyens = { agent: string; jap: string; service: string; juridiction: string }
let e: Essai
let satisfaits: Map<string, string | null>
beforeAll(async () => {
  e = await nouvelEssai()
  const un = async (sql: string) =>
    (await e.proprietaire.query<{ id: string }>(sql)).rows[0]?.id ?? ''
  const [agent, jap] = [await e.agent('ts.67'), await e.agent('jap.strasbourg')]
  const moyens = {
    agent,
    jap,
    service: await un(`SELECT service_id AS id FROM moyens.agent WHERE id = '${agent}'`),
    juridiction: await un(`SELECT juridiction_id AS id FROM moyens.agent WHERE id = '${jap}'`),
  }
  const client = await e.proprietaire.connect()
  await client.query('BEGIN; SET LOCAL synchronous_commit = off')
  for (const c of tous) await ecrire(client, c, moyens)
  await client.query('COMMIT')
  client.release()
  await recalculerLaBase(e.url)
  const { rows } = await e.proprietaire.query<{ cle: string; faite: string | null }>(
    "SELECT mesure_id || ' ' || cle AS cle, faite_le::text AS faite FROM echeances.echeance WHERE rang = 1 AND mesure_id = ANY ($1::uuid[])",
    [tous.flatMap(c => [c.a, c.b])],
  )
  satisfaits = new Map(rows.map(r => [r.cle, r.faite]))
}, 120_000)
afterAll(() => e.fermer())

/** The dossier, its two measures with the act from which the delay runs, and the fact. */
async function ecrire(client: pg.PoolClient, c: Cas, m: Moyens): Promise<void> {
  const decisionLe = decisionDe(c)
  const termeLe = ajouterMois(departDe(c), TERME_MOIS)
  await client.query(
    'INSERT INTO dossiers.dossier (dossier_id, ouvert_le, cree_par) VALUES ($1, $2, $3)',
    [c.dossierId, decisionLe, m.agent],
  )
  for (const id of [c.a, c.b]) {
    await client.query(
      `INSERT INTO mesures.mesure (dossier_id, id, nature, juridiction_id, decision_le, debut_le, fin_le, notifiee_le, execution_provisoire, referentiel, saisie_par, ssj_encouru, viol_ou_atteinte, par_le_tap)
       VALUES ($1, $2, $3, $4, $5, $5, $6, $5, $7, $8, $9, $10, $11, $12)`,
      [
        c.dossierId,
        id,
        c.nature,
        m.juridiction,
        decisionLe,
        termeLe,
        ['execution_provisoire', 'lieu_fixe_et_provisoire'].includes(c.devoir.si ?? ''),
        c.devoir.delai.droit.some(v => !estAbsente(v.value)) ? 'droit' : 'egip',
        m.agent,
        c.devoir.si === 'ssj_encouru',
        c.devoir.si === 'viol_ou_atteinte',
        c.devoir.si === 'par_le_tap',
      ],
    )
    // The act from which the delay runs, or that its condition asks for (CPP D49-85).
    const depart =
      acteDe(c.devoir) ?? (c.devoir.si === 'present_et_lieu_a_fixer' ? 'executoire_a_fixer' : null)
    if (depart)
      await acte(client, c, m, { mesureId: id, rang: 1, acte: depart, le: departDe(c), termeLe })
  }
  await fait(client, c, m, termeLe)
  if (c.fait.puis)
    await acte(client, c, m, {
      ...c.fait.puis,
      mesureId: c.a,
      rang: 9,
      termeLe: ajouterMois(termeLe, 6),
    })
}
type Acte = { mesureId: string; rang: number; acte: string; le: Jour; termeLe: Jour }
const acte = (client: pg.PoolClient, c: Cas, m: Moyens, a: Acte) =>
  client.query(
    `INSERT INTO mesures.acte (dossier_id, mesure_id, rang, acte, de, vers, le, auteur, terme_le, saisi_par) VALUES ($1, $2, $3, $4, 'x', 'x', $5, 'jap', $6, $7)`,
    [c.dossierId, a.mesureId, a.rang, a.acte, a.le, a.termeLe, m.agent],
  )
async function fait(client: pg.PoolClient, c: Cas, m: Moyens, termeLe: Jour): Promise<void> {
  const { fait: f } = c
  if (f.sorte === 'acte') {
    await acte(client, c, m, { mesureId: c.a, rang: 2, acte: f.quoi, le: f.le, termeLe })
    return
  }
  const id = randomUUID()
  if (f.sorte === 'rapport') {
    await client.query(
      `INSERT INTO magistrats.rapport (dossier_id, id, mesure_id, juridiction_id, service_id, nature, titre, redacteur_id, etat) VALUES ($1, $2, $3, $4, $5, $6, 'Rapport', $7, 'transmis')`,
      [c.dossierId, id, f.nomme === 'a' ? c.a : null, m.juridiction, m.service, f.quoi, m.agent],
    )
    await client.query(
      "INSERT INTO magistrats.mouvement_de_rapport (dossier_id, rapport_id, etat, a, par) VALUES ($1, $2, 'transmis', $3::date + time '10:00', $4)",
      [c.dossierId, id, f.le, m.agent],
    )
    return
  }
  const chez =
    f.quoi === 'juridiction'
      ? [null, m.juridiction, m.jap, 'suivi_jap']
      : [m.service, null, m.agent, 'suivi']
  await client.query(
    `INSERT INTO agenda.convocation (dossier_id, id, service_id, juridiction_id, agent_id, type, lieu, adresse, le, heure, duree_minutes, etat, creee_par)
     VALUES ($1, $2, $3, $4, $5, $6, 'Antenne', '1 rue', $7, '10:00', 30, $8, $9)`,
    [c.dossierId, id, ...chez, f.le, f.etat ?? 'honoree', m.agent],
  )
  if (f.nomme === 'a')
    await client.query(
      'INSERT INTO agenda.convocation_mesure (dossier_id, convocation_id, mesure_id) VALUES ($1, $2, $3)',
      [c.dossierId, id, c.a],
    )
}

describe('Un devoir est satisfait par son propre fait : cette mesure, ce genre, cette période (invariant 8)', () => {
  it('Tous les devoirs de toutes les natures sont essayés', () => {
    const attendus = Object.values(natures as Record<string, Definition>).flatMap(
      d => d.devoirs,
    ).length
    expect(new Set(devoirs.map(d => `${d.nature} ${d.devoir.cle}`)).size).toBe(attendus)
    expect(tous.length).toBeGreaterThan(250)
  })
  it.each(Object.keys(natures).filter(n => devoirs.some(d => d.nature === n)))('%s', nature => {
    const faux = tous
      .filter(c => c.nature === nature)
      .flatMap(c => {
        const lu = {
          a: satisfaits.get(`${c.a} ${c.devoir.cle}`) ?? null,
          b: satisfaits.get(`${c.b} ${c.devoir.cle}`) ?? null,
        }
        const juste = (lu.a !== null) === c.attendu.a && (lu.b !== null) === c.attendu.b
        const connu = satisfaits.has(`${c.a} ${c.devoir.cle}`)
        return juste && connu
          ? []
          : [`${c.devoir.cle} : ${c.dit} (${connu ? `lu ${lu.a}, ${lu.b}` : 'devoir absent'})`]
      })
    expect(faux).toEqual([])
  })
  it('Aucune nature n’a deux devoirs que le même genre de rapport satisfait : rien ne serait à deviner', () => {
    for (const [nature, d] of Object.entries(natures as Record<string, Definition>)) {
      const genres = d.devoirs.flatMap(x =>
        [x.satisfaitPar].flat().filter(s => s.startsWith('rapport:')),
      )
      expect(new Set(genres).size, nature).toBe(genres.length)
      for (const g of genres)
        expect(Object.keys(naturesDeRapport)).toContain(g.slice('rapport:'.length))
    }
  })
  it('Une convocation qui pourrait servir deux devoirs d’une mesure n’en sert aucun tant que personne n’a dit lequel', () => {
    const rivaux = devoirs.filter(d => attendUneConvocation(d.devoir))
    const paires = rivaux.flatMap(x =>
      rivaux
        .filter(
          y =>
            y.nature === x.nature && y.devoir.cle > x.devoir.cle && !(x.devoir.si && y.devoir.si),
        )
        .map(y => [x, y] as const),
    )
    expect(paires.length).toBeGreaterThan(0)
    for (const [x, y] of paires) {
      const debutLe = x.du > y.du ? x.du : y.du
      const le = ajouterJours(debutLe, 10)
      const actes = [x, y]
        .flatMap(d => acteDe(d.devoir) ?? [])
        .map(a => ({ acte: a, le: ajouterJours(debutLe, 5) }))
      const f: Faits = {
        nature: x.nature,
        referentiel: 'droit',
        decisionLe: debutLe,
        debutLe,
        faitsLe: null,
        notifieeLe: debutLe,
        executionProvisoire: [x, y].some(d =>
          ['execution_provisoire', 'lieu_fixe_et_provisoire'].includes(d.devoir.si ?? ''),
        ),
        ssjEncouru: [x, y].some(d => d.devoir.si === 'ssj_encouru'),
        violOuAtteinte: [x, y].some(d => d.devoir.si === 'viol_ou_atteinte'),
        termeLe: ajouterMois(debutLe, TERME_MOIS),
        finieLe: null,
        actes,
        convocations: [],
        rapports: [],
        territoire: 'metropole',
      }
      const auJuge = [x, y].every(d =>
        [d.devoir.satisfaitPar].flat().includes('convocation:juridiction'),
      )
      const chez = auJuge ? 'juridiction' : 'service'
      const dit = (devoir: string | null) => {
        const { echeances, aDire } = calculer({ ...f, convocations: [{ le, chez, devoir }] }, true)
        const faites = echeances
          .filter(e => e.faiteLe === le && [x.devoir.cle, y.devoir.cle].includes(e.cle))
          .map(e => e.cle)
        return { faites, aDire: aDire.map(a => [...a.cles].sort()) }
      }
      const nom = `${x.nature} : ${x.devoir.cle}, ${y.devoir.cle}`
      expect(dit(null), nom).toEqual({
        faites: [],
        aDire: [expect.arrayContaining([x.devoir.cle, y.devoir.cle])],
      })
      for (const { devoir } of [x, y])
        expect(dit(devoir.cle), nom).toEqual({ faites: [devoir.cle], aDire: [] })
      expect(dit('aucun'), nom).toEqual({ faites: [], aDire: [] })
    }
  })
})
