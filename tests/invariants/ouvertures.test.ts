import { randomUUID } from 'node:crypto'
import type { DatabaseError } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  accepterTransfert,
  cloturer,
  creerDossier,
  proposerTransfert,
  refuserTransfert,
  rouvrir,
} from '../../src/dossiers/index.ts'
import { cloreSaisine, saisir } from '../../src/magistrats/saisine.commands.ts'
import { ajouterJours } from '../../src/platform/date.ts'
import { executer } from '../../src/platform/executer.ts'
import type { Plateforme } from '../../src/platform/http/plateforme.ts'
import { application, type Essai, LE, Navigateur, nouvelEssai, ouvrirA } from '../base.ts'

/** Invariant 14: access ends with its reason. */
let e: Essai
let p: Plateforme
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
}, 120_000)
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

const lire = async <T extends object>(sql: string, ...v: unknown[]): Promise<T[]> =>
  (await e.proprietaire.query(sql, v)).rows as T[]
const uuid = async (sql: string, ...v: unknown[]): Promise<string> =>
  (await lire<{ id: string }>(sql, ...v))[0]?.id ?? ''
/** What an account reads, in its own transaction, with the application's role. */
async function commeLui<T extends object>(
  compte: string,
  sql: string,
  ...v: unknown[]
): Promise<T[]> {
  const client = await e.base.pool.connect()
  try {
    await client.query('BEGIN')
    await client.query('SELECT acces.ouvrir(NULL, $1::uuid)', [await e.agent(compte)])
    return (await client.query(sql, v)).rows as T[]
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}
const statut = async (compte: string, url: string) =>
  (await (await new Navigateur(p).entrer(compte)).ouvrir(url)).statut
const leDossier = (departement: string, sauf: string) =>
  uuid(
    `SELECT d.dossier_id AS id FROM dossiers.dossier d JOIN dossiers.prise_en_charge c ON c.dossier_id = d.dossier_id AND c.fin_a IS NULL
     JOIN moyens.service s ON s.id = c.service_id WHERE s.departement = $1 AND d.clos_a IS NULL AND d.fusionne_dans IS NULL
       AND EXISTS (SELECT 1 FROM mesures.v_mesure m WHERE m.dossier_id = d.dossier_id)
       AND NOT EXISTS (SELECT 1 FROM dossiers.transfert t WHERE t.dossier_id = d.dossier_id AND t.etat = 'propose')
       AND NOT EXISTS (SELECT 1 FROM dossiers.perimetre x JOIN moyens.agent a ON coalesce(a.service_id, a.juridiction_id) = x.entite_id
         JOIN acces.compte k ON k.id = a.id WHERE x.dossier_id = d.dossier_id AND k.identifiant = $2) ORDER BY d.dossier_id LIMIT 1`,
    departement,
    `${sauf}@demo.example`,
  )
const entiteDe = (compte: string) =>
  uuid(
    'SELECT coalesce(a.service_id, a.juridiction_id) AS id FROM moyens.agent a JOIN acces.compte c ON c.id = a.id WHERE c.identifiant = $1',
    `${compte}@demo.example`,
  )

describe('Ce que montre chaque portée, table par table', () => {
  /**
   * Tables that a reach narrower than the dossier reads; every other table under the policy is
   * closed to it.
   */
  const montrees: Record<string, string[]> = {
    proposition: ['dossiers.transfert', 'mesures.acte', 'mesures.mesure', 'mesures.retrait'],
    convocation: [
      'agenda.arrivee',
      'agenda.convocation',
      'agenda.etat_de_convocation',
      'bex.correction',
      'bex.remise',
      'bex.retrait',
    ],
  }
  it('Les politiques de la base disent exactement cela, et rien de plus étroit n’écrit', async () => {
    const politiques = await lire<{
      la_table: string
      nom: string
      ecrit: boolean
      condition: string
    }>(
      `SELECT p.polrelid::regclass::text AS la_table, p.polname AS nom, p.polcmd <> 'r' AS ecrit, pg_get_expr(p.polqual, p.polrelid) AS condition
       FROM pg_policy p WHERE p.polname = 'perimetre' OR p.polname LIKE 'portee_%'`,
    )
    const trouvees = (portee: string) =>
      [
        ...new Set(
          politiques.filter(x => x.nom.startsWith(`portee_${portee}`)).map(x => x.la_table),
        ),
      ].sort()
    expect(Object.fromEntries(Object.keys(montrees).map(k => [k, trouvees(k)]))).toEqual(montrees)
    expect(politiques.filter(x => x.nom !== 'perimetre' && x.ecrit)).toEqual([])
    const entieres = politiques.filter(x => x.nom === 'perimetre')
    expect(entieres.length).toBeGreaterThan(40)
    for (const x of entieres)
      expect([
        x.la_table,
        /fin_a/.test(x.condition),
        /portee = 'dossier'/.test(x.condition),
      ]).toEqual([x.la_table, true, true])
  })
  it('Chaque fonction de la base qui lit le périmètre regarde la fin, ou le dit ici', async () => {
    const permises = [
      'dossiers.ouvertures_du_dossier', // shows what is over, as over
      'dossiers.ouvrir_par_silence', // writes a row, reads none
      'dossiers.rejoindre', // writes a row, reads none
    ]
    const fautes = await lire<{ f: string }>(
      `SELECT p.oid::regproc::text AS f FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname !~ '^pg_'
       AND p.prokind = 'f' AND pg_get_functiondef(p.oid) ~ 'dossiers\\.perimetre|FROM perimetre' AND pg_get_functiondef(p.oid) !~ 'fin_a'`,
    )
    expect(fautes.map(x => x.f).filter(f => !permises.includes(f))).toEqual([])
  })
  it('Chaque table protégée, lue par le tribunal d’une convocation et par la direction à qui l’on propose : 0 ligne hors de ce tableau', async () => {
    const d = await leDossier('57', 'bex.strasbourg')
    await ouvrirA(e, d, await entiteDe('bex.strasbourg'), 'convocation', 'convocation')
    await ouvrirA(e, d, await entiteDe('dpip.67'), 'transfert_propose', 'proposition')
    const tables = await lire<{ t: string }>(
      "SELECT DISTINCT polrelid::regclass::text AS t FROM pg_policy WHERE polname = 'perimetre'",
    )
    for (const [compte, portee] of [
      ['bex.strasbourg', 'convocation'],
      ['dpip.67', 'proposition'],
      ['ts.67', 'proposition'],
    ] as const)
      for (const { t } of tables) {
        const lues = await commeLui(
          compte,
          `SELECT 1 FROM ${t} WHERE dossier_id = $1 LIMIT 1`,
          d,
        ).catch(() => [])
        if (lues.length > 0)
          expect([compte, t, compte !== 'ts.67' && montrees[portee]?.includes(t)]).toEqual([
            compte,
            t,
            true,
          ])
      }
    // The name, and nothing of the coordinates.
    const vide = {
      telephone: null,
      adresse: null,
      commune: null,
      numero_appi: null,
      courriel: null,
    }
    const colonnes = 'telephone, adresse, commune, numero_appi, courriel'
    for (const compte of ['bex.strasbourg', 'dpip.67'])
      expect(
        await commeLui(
          compte,
          `SELECT ${colonnes} FROM dossiers.v_identite WHERE dossier_id = $1`,
          d,
        ),
      ).toEqual([vide])
    expect(
      await commeLui(
        'ts.67',
        `SELECT ${colonnes} FROM dossiers.v_identite WHERE dossier_id = $1`,
        d,
      ),
    ).toEqual([])
    expect(
      (await commeLui('dpip.67', 'SELECT 1 FROM mesures.v_mesure WHERE dossier_id = $1', d)).length,
    ).toBeGreaterThan(0)
    expect(
      await commeLui('bex.strasbourg', 'SELECT 1 FROM mesures.v_mesure WHERE dossier_id = $1', d),
    ).toEqual([])
  })
})

describe('Chaque ouverture a une cause, un début, et une fin ou un fait qui la finit', () => {
  it('Celles de la démonstration, toutes, sont celles que disent les faits', async () => {
    expect(
      await lire(
        "SELECT motif FROM dossiers.perimetre WHERE cause_id IS NULL AND fin_a < '2199-01-01'",
      ),
    ).toEqual([])
    const orphelines = await lire(
      `SELECT x.motif, x.portee FROM dossiers.perimetre x WHERE x.cause_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dossiers.faits_d_ouverture() f
         WHERE f.dossier_id = x.dossier_id AND f.entite_id = x.entite_id AND f.motif = x.motif AND f.cause_id = x.cause_id AND f.portee = x.portee)`,
    )
    expect(orphelines).toEqual([])
    const motifs = await lire<{ motif: string }>('SELECT DISTINCT motif FROM dossiers.perimetre')
    expect(motifs.length).toBeGreaterThan(3)
  })
  it('Une ouverture que nul fait n’explique ne passe pas la fin de sa transaction, par quelque fonction que ce soit', async () => {
    const [suivi, ailleurs, tribunal] = [
      await leDossier('67', 'dpip.57'),
      await entiteDe('dpip.57'),
      await entiteDe('jap.epinal'),
    ]
    const ouvrir = 'SELECT dossiers.ouvrir_perimetre($1, $2, $3, $4, $5, $6)'
    const essais: [string, string, unknown[]][] = []
    for (const motif of [
      'prise_en_charge',
      'transfert_propose',
      'mandat',
      'saisine',
      'convocation',
    ])
      for (const portee of ['dossier', 'proposition', 'convocation'])
        for (const fin of [null, '2199-01-01'])
          essais.push(['dpip.67', ouvrir, [suivi, ailleurs, motif, randomUUID(), portee, fin]])
    // The cause of another, a convocation that nobody gives, and what the application says that the
    // facts are.
    const [vraie] = await lire<{ cause_id: string }>(
      "SELECT cause_id FROM dossiers.perimetre WHERE dossier_id = $1 AND motif = 'prise_en_charge' AND (fin_a IS NULL OR fin_a > now())",
      suivi,
    )
    essais.push([
      'dpip.67',
      ouvrir,
      [suivi, ailleurs, 'prise_en_charge', vraie?.cause_id, 'dossier', null],
    ])
    const attendues = JSON.stringify([
      { entite: tribunal, motif: 'saisine', cause: randomUUID(), portee: 'dossier', fin: null },
    ])
    essais.push(['dpip.67', 'SELECT dossiers.accorder_perimetre($1, $2)', [suivi, attendues]])
    const [qui] = await lire<{ nom: string; naissance_le: string }>(
      "SELECT nom || ' ' || prenoms AS nom, naissance_le::text FROM dossiers.personne WHERE dossier_id = $1",
      suivi,
    )
    essais.push([
      'bex.strasbourg',
      'SELECT dossiers.rejoindre($1, $2, $3, $4)',
      [suivi, qui?.nom, qui?.naissance_le, randomUUID()],
    ])
    const client = await e.base.pool.connect()
    const passees: unknown[] = []
    for (const [compte, texte, valeurs] of essais) {
      await client.query('BEGIN')
      await client.query('SELECT acces.ouvrir(NULL, $1)', [await e.agent(compte)])
      await client.query(texte, valeurs)
      const dit = await client.query('COMMIT').then(
        () => 'ouverte',
        (erreur: DatabaseError) => erreur.constraint,
      )
      if (dit !== 'ouverture_sans_fait') passees.push([texte, valeurs, dit])
    }
    client.release()
    expect(passees).toEqual([])
  })
  it('La règle de silence d’une demande est celle que le service a écrite : un délai dit par l’application n’y change rien', async () => {
    const suivi = await leDossier('67', 'dpip.57')
    await e.proprietaire.query(
      "INSERT INTO dossiers.regle_de_silence SELECT service_id, '2026-11-20', 7, 3, 'acceptation', id, now() FROM moyens.agent WHERE id = $1",
      [await e.agent('dpip.67')],
    )
    const [qui] = await lire<{ nom: string; naissance_le: string }>(
      "SELECT nom || ' ' || prenoms AS nom, naissance_le::text FROM dossiers.personne WHERE dossier_id = $1",
      suivi,
    )
    const client = await e.base.pool.connect()
    const demandee = async (le: string) => {
      await client.query('BEGIN')
      await client.query('SELECT acces.ouvrir(NULL, $1)', [await e.agent('ts.57')])
      const valeurs = [
        suivi,
        qui?.nom,
        qui?.naissance_le,
        await entiteDe('ts.57'),
        'Vit à Metz',
        le,
      ]
      const faite = await client.query(
        'SELECT dossiers.demander_dessaisissement($1, $2, $3, $4, $5, $6, 1, 1) AS id',
        valeurs,
      )
      const dite =
        "SELECT repondre_avant_le, silence_vaut, regle_du FROM dossiers.demandes_de_mon_service('infinity', $1)"
      const { rows } = await client.query(dite, [faite.rows[0].id])
      await client.query('ROLLBACK')
      return rows
    }
    expect(await demandee('2026-11-24')).toEqual([
      { repondre_avant_le: '2026-12-01', silence_vaut: 'acceptation', regle_du: '2026-11-20' },
    ])
    expect(await demandee('2020-01-01')).toEqual([
      { repondre_avant_le: '2020-01-02', silence_vaut: 'rien', regle_du: null },
    ])
    client.release()
  })
  it('Aucune juridiction ne lit un dossier clos depuis plus de trente jours', async () => {
    expect(
      await lire(
        `SELECT d.numero FROM dossiers.v_perimetre x JOIN dossiers.dossier d USING (dossier_id) JOIN moyens.juridiction j ON j.id = x.entite_id
         WHERE d.clos_a < now() - interval '32 days' AND coalesce(x.fin_a, 'infinity') <> '2199-12-31'`,
      ),
    ).toEqual([])
  })
  it('Une demande close finit dans le mois ; le dossier clos aussi, et reste au service ; rouvert, les faits décident de nouveau', async () => {
    const [ts, dpip] = [await e.agent('ts.67'), await e.agent('dpip.67')]
    const { dossierId } = await executer(e.hote, ts, creerDossier, {
      nom: 'Ouverture',
      prenoms: 'Yvon',
      naissanceLe: '1981-02-03',
      confirme: 'oui',
    })
    const juridictionId = await entiteDe('jap.strasbourg')
    const demande = {
      dossierId,
      nature: 'avis' as const,
      objet: 'Où en est-on ?',
      juridictionId,
      recueLe: LE,
      echeanceLe: ajouterJours(LE, 10),
    }
    const jours = async () =>
      (
        await lire<{ jours: number | null }>(
          "SELECT round(extract(epoch FROM fin_a - now()) / 86400)::int AS jours FROM dossiers.v_perimetre WHERE dossier_id = $1 AND motif = 'saisine' ORDER BY depuis_a",
          dossierId,
        )
      ).map(l => l.jours)
    expect(await statut('jap.strasbourg', `/dossiers/${dossierId}`)).toBe(404)
    const { saisineId } = await executer(e.hote, dpip, saisir, demande)
    expect(await jours()).toEqual([null])
    expect(await statut('jap.strasbourg', `/dossiers/${dossierId}`)).toBe(200)
    await executer(e.hote, dpip, cloreSaisine, { dossierId, saisineId, motif: 'Sans objet' })
    const [reste] = await jours()
    expect(reste).toBeGreaterThan(20)
    expect(reste).toBeLessThan(32)
    await executer(e.hote, dpip, cloturer, { dossierId, motif: 'erreur' })
    expect((await jours()).every(n => n !== null && n < 32)).toBe(true)
    expect(await statut('dpip.67', `/dossiers/${dossierId}`)).toBe(200)
    await executer(e.hote, dpip, rouvrir, { dossierId, motif: 'Fermé par erreur' })
    await executer(e.hote, dpip, saisir, demande)
    expect(await jours()).toContain(null)
  })
  it('Une ouverture dont la fin est passée n’ouvre plus rien : 404 par la page, 0 ligne par la base', async () => {
    const d = await leDossier('57', 'greffe.strasbourg')
    await ouvrirA(e, d, await entiteDe('greffe.strasbourg'), 'saisine')
    expect(await statut('greffe.strasbourg', `/dossiers/${d}`)).toBe(200)
    await e.proprietaire.query(
      "UPDATE dossiers.perimetre SET depuis_a = now() - interval '1 year', fin_a = now() - interval '1 minute' WHERE dossier_id = $1 AND entite_id = $2",
      [d, await entiteDe('greffe.strasbourg')],
    )
    expect(await statut('greffe.strasbourg', `/dossiers/${d}`)).toBe(404)
    expect(
      await commeLui(
        'greffe.strasbourg',
        'SELECT 1 FROM dossiers.dossier WHERE dossier_id = $1',
        d,
      ),
    ).toEqual([])
  })
})

describe('Toutes les ouvertures d’une entité finies, rien ne reste ouvert', () => {
  const comptes = [
    'greffe.strasbourg',
    'bex.strasbourg',
    'jap.strasbourg',
    'ts.67',
    'dfspip.67',
    'psychologue.67',
  ] as const
  /**
   * How many rows of each table of a dossier an account finds, when `avant` was done by the owner
   * in the same transaction.
   */
  async function lignes(compte: string, avant: string): Promise<Record<string, number>> {
    const client = await e.proprietaire.connect()
    try {
      await client.query('BEGIN')
      await client.query(avant)
      await client.query('SET LOCAL ROLE fil_rouge_application')
      await client.query('SELECT acces.ouvrir(NULL, $1::uuid)', [await e.agent(compte)])
      const tables = await client.query<{ t: string }>(
        "SELECT DISTINCT polrelid::regclass::text AS t FROM pg_policy WHERE polname = 'perimetre'",
      )
      const comptees = tables.rows
        .map(({ t }) => `SELECT '${t}' AS t, count(*)::int AS n FROM ${t}`)
        .join(' UNION ALL ')
      const { rows } = await client.query<{ t: string; n: number }>(comptees)
      return Object.fromEntries(rows.filter(r => r.n > 0).map(r => [r.t, r.n]))
    } finally {
      await client.query('ROLLBACK')
      client.release()
    }
  }
  it('Table par table, pour chaque fonction d’un tribunal et d’un service : des lignes avant, aucune après', async () => {
    const fermer =
      "UPDATE dossiers.perimetre SET depuis_a = now() - interval '1 year', fin_a = now() - interval '1 minute'"
    for (const compte of comptes) {
      expect([compte, Object.keys(await lignes(compte, 'SELECT 1')).length > 5]).toEqual([
        compte,
        true,
      ])
      expect([compte, await lignes(compte, fermer)]).toEqual([compte, {}])
    }
  })
})

describe('Un transfert proposé, lu par la direction, puis refusé, puis accepté', () => {
  it('La direction lit qui, quelles mesures et pourquoi ; les autres, rien ; refusé, plus rien ; accepté, le service a le dossier', async () => {
    const d = await leDossier('57', 'dpip.67')
    const la67 = await entiteDe('dpip.67')
    const proposer = () =>
      executer(e.hote, par57, proposerTransfert, {
        dossierId: d,
        versServiceId: la67,
        motif: 'Il emménage à Strasbourg',
      })
    const par57 = await e.agent('dpip.57')
    const { transfertId } = await proposer()
    const dpip = await new Navigateur(p).entrer('dpip.67')
    const page = await dpip.ouvrir(`/dossiers/${d}`)
    expect([
      page.statut,
      page.texte.includes('Il emménage à Strasbourg'),
      page.texte.includes('Accepter le transfert'),
    ]).toEqual([200, true, true])
    const { telephone } =
      (
        await lire<{ telephone: string | null }>(
          'SELECT telephone FROM dossiers.personne WHERE dossier_id = $1',
          d,
        )
      )[0] ?? {}
    if (telephone) expect(page.texte).not.toContain(telephone)
    for (const suite of [
      '/personne',
      '/mesures',
      '/convocations',
      '/chronologie',
      '/qui-voit',
      '/fusionner',
    ])
      expect([suite, await statut('dpip.67', `/dossiers/${d}${suite}`)]).toEqual([suite, 404])
    expect((await dpip.ouvrir(`/dossiers/${d}/transferts/${transfertId}/refuser`)).statut).toBe(200)
    expect((await dpip.ouvrir(`/dossiers/${d}/transferts/${transfertId}/accepter`)).statut).toBe(
      200,
    )
    for (const compte of ['ts.67', 'psychologue.67'])
      expect([compte, await statut(compte, `/dossiers/${d}`)]).toEqual([compte, 404])
    const qui = await e.agent('dpip.67')
    await executer(e.hote, qui, refuserTransfert, {
      dossierId: d,
      transfertId,
      motifRefus: 'Pas encore d’adresse ici',
    })
    expect(await statut('dpip.67', `/dossiers/${d}`)).toBe(404)
    const encore = await proposer()
    await executer(e.hote, qui, accepterTransfert, {
      dossierId: d,
      transfertId: encore.transfertId,
      convocations: 'a_decider',
    })
    expect(await statut('ts.67', `/dossiers/${d}`)).toBe(200)
    expect(await statut('dpip.57', `/dossiers/${d}`)).toBe(404)
    expect(await statut('dpip.67', `/dossiers/${d}/qui-voit`)).toBe(200)
  })
})
