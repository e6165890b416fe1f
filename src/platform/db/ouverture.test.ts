import { createConnection, createServer, type Server } from 'node:net'
import path from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { baseVide } from '../../../tests/base.ts'
import { adresse } from './adresse.ts'
import { direLesCoupures, lieuDe } from './causes.ts'
import { ouvrirBase } from './connexion.ts'
import { migrer } from './migrateur.ts'
import { attendreLaBase, exigerLesMigrations, refuserProprietaire } from './ouverture.ts'

const ROLE = 'fil_rouge_application'
const serveurs: Server[] = []
const pools: pg.Pool[] = []
afterEach(async () => {
  for (const s of serveurs.splice(0)) s.close()
  await Promise.all(pools.splice(0).map(p => p.end()))
})
const dits: string[] = []
const attendre = (url: string, patienceMs = 0) => {
  dits.length = 0
  return attendreLaBase(url, {
    variable: 'DATABASE_URL',
    patienceMs,
    dire: texte => dits.push(texte),
  })
}
const ecouter = (serveur: Server, port = 0) =>
  new Promise<number>(pret => {
    serveurs.push(serveur)
    serveur.listen(port, '127.0.0.1', () => pret((serveur.address() as { port: number }).port))
  })
const urlDe = (port: number) =>
  `postgres://fil_rouge_application:secret-de-la-base@127.0.0.1:${port}/fil_rouge`

/** A server that answers every opening by an error of PostgreSQL's. */
function quiRefuse(code: string, message: string): Promise<number> {
  const champs = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`)
  const entete = Buffer.alloc(5)
  entete.write('E')
  entete.writeInt32BE(champs.length + 4, 1)
  return ecouter(
    createServer(prise =>
      prise.on('error', () => {}).once('data', () => prise.end(Buffer.concat([entete, champs]))),
    ),
  )
}
/** A way by TCP to the tests' PostgreSQL, which listens on a socket. */
const passage = () =>
  createServer(prise => {
    const base = createConnection(path.join(inject('socket'), '.s.PGSQL.5432'))
    for (const [de, vers] of [[prise, base] as const, [base, prise] as const])
      de.on('error', () => vers.destroy()).pipe(vers)
  })

describe('Une base qui ne s’ouvre pas dit pourquoi et que faire', () => {
  it.each([
    [
      '28P01',
      'password authentication failed',
      /refuse le mot de passe de « fil_rouge_application », ou ne connaît pas ce rôle/,
    ],
    [
      '28000',
      'role "fil_rouge_application" does not exist',
      /n’admet pas « fil_rouge_application » .* pg_hba\.conf/,
    ],
    ['3D000', 'database "fil_rouge" does not exist', /CREATE DATABASE fil_rouge OWNER/],
    [
      '08P01',
      'unsupported startup parameter: options',
      /relais de connexions \(PgBouncer .*que porte DATABASE_URL : retirez-en « options »/,
    ],
    [
      '08P01',
      'no such database: fil_rouge',
      /relais de connexions .* ne connaît pas la base « fil_rouge », le rôle/,
    ],
    ['42501', 'permission denied for database "fil_rouge"', /GRANT CONNECT/],
    [
      '08P01',
      'prepared statements not allowed in statement pooling mode',
      /à plusieurs, requête par requête :/,
    ],
    [
      'XX000',
      'quelque chose d’imprévu',
      /ne s’ouvre pas à 127\.0\.0\.1:\d+\. \(PostgreSQL : « quelque chose/,
    ],
  ])(
    '%s %s : dit aussitôt, avec les mots du serveur et sans le mot de passe',
    async (code, mots, attendu) => {
      const erreur = await attendre(urlDe(await quiRefuse(code, mots)), 60_000).catch(
        (e: Error) => e.message,
      )
      expect(erreur).toMatch(attendu)
      expect(erreur).toContain(mots)
      expect(erreur).not.toContain('secret-de-la-base')
      expect(dits).toEqual([])
    },
  )
  it.each([
    ['57P03', 'the database system is starting up', /démarre ou s’arrête/],
    ['53300', 'sorry, too many clients already', /max_connections/],
    [
      '08P01',
      'no more connections allowed (max_client_conn)',
      /ne donne pas à temps de connexion.*FIL_ROUGE_CONNEXIONS/,
    ],
    [
      '08P01',
      'server login has been failing, cached error: …',
      /relais de connexions .* n’atteint pas PostgreSQL/,
    ],
  ])('%s %s : attendu, le temps permis, puis dit', async (code, mots, attendu) => {
    await expect(attendre(urlDe(await quiRefuse(code, mots)), 800)).rejects.toThrow(attendu)
    expect(dits).toEqual([expect.stringMatching(/Nouveaux essais pendant/)])
  })
  it.each([
    [
      urlDe(1),
      /Rien ne répond à 127\.0\.0\.1:1 : PostgreSQL, ou le relais qui est à cette adresse, est arrêté/,
    ],
    ['postgres://a:b@nulle-part.invalid/c', /nom d’hôte de nulle-part\.invalid:5432 est inconnu/],
    ['postgres://a@localhost/c?host=/nulle/part', /Rien ne répond à \/nulle\/part/],
    [
      'postgres://a:b@127.0.0.1/c?sslmode=verify-full&sslrootcert=/nulle/part',
      /sslrootcert.* ne peut pas être lu\. « \/nulle\/part » ne peut pas s’ouvrir, son dossier n’existe pas[^(]*\(ENOENT\)$/,
    ],
    [
      'postgres://a:b@127.0.0.1/c?sslmode=verify-full&sslrootcert=/etc',
      /\(sslrootcert, .* ne peut pas être lu\. (« \/etc »|Ce chemin) est un dossier/,
    ],
  ])('%s', async (url, attendu) => {
    await expect(attendre(url)).rejects.toThrow(attendu)
  })
  it('Ce qu’on a exporté pour une autre base (PGPORT, PGPASSWORD, PGSSLMODE…) ne change rien à une adresse', async () => {
    const ailleurs = {
      HOST: 'nulle-part.invalid',
      PORT: '1',
      USER: 'personne',
      PASSWORD: 'autre',
      DATABASE: 'autre',
      SSLMODE: 'require',
    }
    const avec = {
      ...ailleurs,
      OPTIONS: '-c role=absent',
      SSLNEGOTIATION: 'direct',
      CLIENTENCODING: 'LATIN1',
      APPNAME: 'autre',
    }
    for (const [nom, valeur] of Object.entries(avec)) vi.stubEnv(`PG${nom}`, valeur)
    try {
      const url = `postgres://postgres@localhost/postgres?host=${encodeURIComponent(inject('socket'))}`
      await attendre(url)
      const base = ouvrirBase(url, { max: 1 })
      const { rows } = await base.pool.query(
        "SELECT 'é' AS e, current_user AS qui, current_setting('application_name') AS nom, current_setting('TimeZone') AS zone",
      )
      await base.fermer()
      expect(rows).toEqual([{ e: 'é', qui: 'postgres', nom: 'fil-rouge', zone: 'UTC' }])
      const { host, port, ssl, password } = adresse('postgres://a@hote/b')
      expect([host, port, ssl, typeof password]).toEqual(['hote', 5432, false, 'function'])
    } finally {
      vi.unstubAllEnvs()
    }
  })
  it('Une base qui se relève est attendue, et le dit', async () => {
    const avant = createServer()
    const port = await ecouter(avant)
    await new Promise(fin => avant.close(fin))
    setTimeout(() => void ecouter(passage(), port), 300)
    await attendre(urlDe(port).replace(/fil_rouge$/, 'postgres'), 20_000)
    expect(dits).toEqual([
      expect.stringContaining('Rien ne répond à'),
      `La base répond (127.0.0.1:${port}).`,
    ])
  })
})

describe('Une base qui n’est pas celle de ce programme', () => {
  let vide: Awaited<ReturnType<typeof baseVide>>
  beforeAll(async () => {
    vide = await baseVide()
  })
  afterAll(() => vide.fermer())
  const ouvrir = (role: string) => {
    const pool = new pg.Pool({ connectionString: vide.urlDe(role), max: 1 })
    pools.push(pool)
    return { pool, ou: lieuDe(vide.urlDe(role), 'DATABASE_URL') }
  }
  const exiger = (role = ROLE) => {
    const { pool, ou } = ouvrir(role)
    return exigerLesMigrations(pool, ou)
  }
  const ordre = (sql: string) => vide.pool.query(sql)

  it('à jour, elle s’ouvre sous le rôle de l’application', async () => {
    await expect(exiger()).resolves.toBeUndefined()
  })
  it('en retard, elle dit combien d’étapes, laquelle d’abord, et la commande', async () => {
    await ordre("DELETE FROM kysely_migration WHERE name = '20261124T1000_platform_socle'")
    await expect(exiger()).rejects.toThrow(
      /il lui manque 1 étape.*20261124T1000_platform_socle.*migrer/,
    )
    await ordre("INSERT INTO kysely_migration VALUES ('20261124T1000_platform_socle', 'x')")
  })
  it('en avance, elle le dit au démarrage et à qui veut la migrer, et rien n’y change', async () => {
    await ordre("INSERT INTO kysely_migration VALUES ('29991231T0000_platform_demain', 'x')")
    const dit = /en avance sur ce programme.*29991231T0000_platform_demain.*Installez la version/
    await expect(exiger()).rejects.toThrow(dit)
    await expect(migrer(vide.url)).rejects.toThrow(dit)
    await ordre("DELETE FROM kysely_migration WHERE name = '29991231T0000_platform_demain'")
  })
  it('illisible au rôle, elle nomme le rôle qu’il faut ; vide, elle dit qu’elle est vide', async () => {
    await ordre(`REVOKE SELECT ON kysely_migration FROM ${ROLE}`)
    await expect(exiger()).rejects.toThrow(
      /ne peut pas lire les étapes .*le rôle fil_rouge_application/,
    )
    await ordre('ALTER TABLE kysely_migration RENAME TO ailleurs')
    await expect(exiger('postgres')).rejects.toThrow(/est vide : rien n’y a été créé/)
    await ordre(
      `ALTER TABLE ailleurs RENAME TO kysely_migration; GRANT SELECT ON kysely_migration TO ${ROLE}`,
    )
  })
  it('un rôle qui possède la base, ou qui peut le devenir, est refusé ; celui de l’application passe', async () => {
    const refuser = (role: string) => {
      const { pool, ou } = ouvrir(role)
      return refuserProprietaire(pool, ou)
    }
    const nom = `membre_${process.pid}_${Date.now()}`
    const proprietaire = `proprietaire_${nom}`
    await ordre(
      `CREATE ROLE ${proprietaire}; CREATE ROLE ${nom} LOGIN NOINHERIT; GRANT ${proprietaire} TO ${nom}`,
    )
    await ordre(
      `ALTER TABLE dossiers.dossier OWNER TO ${proprietaire}; GRANT USAGE ON SCHEMA dossiers TO ${nom}`,
    )
    await expect(refuser(nom)).rejects.toThrow(
      `DATABASE_URL se connecte par « ${nom} », que la sécurité par ligne ne contraint pas`,
    )
    await expect(refuser('postgres')).rejects.toThrow(/super-utilisateur/)
    await expect(refuser(ROLE)).resolves.toBeUndefined()
    await ordre(
      `REVOKE USAGE ON SCHEMA dossiers FROM ${nom}; ALTER TABLE dossiers.dossier OWNER TO postgres`,
    )
    await ordre(`DROP ROLE ${nom}; DROP ROLE ${proprietaire}`)
  })
  it('qui n’en est pas propriétaire ne la migre pas : la phrase dit par qui se connecter', async () => {
    await ordre("DELETE FROM kysely_migration WHERE name = '20261124T1000_platform_socle'")
    await expect(migrer(vide.urlDe(ROLE))).rejects.toThrow(
      /n’a rien changé\. DATABASE_OWNER_URL doit se connecter par le propriétaire/,
    )
    await ordre("INSERT INTO kysely_migration VALUES ('20261124T1000_platform_socle', 'x')")
  })
})

describe('Ce qui change d’une connexion ouverte', () => {
  it('Cinq connexions coupées ensemble : une ligne, en français, avec l’adresse', async () => {
    const lignes: string[] = []
    const essai = await baseVide()
    const url = essai.urlDe(ROLE)
    const base = ouvrirBase(url, {
      max: 5,
      surErreur: direLesCoupures(lieuDe(url, 'DATABASE_URL'), texte => lignes.push(texte)),
    })
    const prises = await Promise.all([1, 2, 3, 4, 5].map(() => base.pool.connect()))
    for (const prise of prises) prise.release()
    await essai.pool.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    )
    await vi.waitFor(() => expect(lignes).not.toEqual([]))
    await base.fermer()
    expect(lignes).toEqual([
      expect.stringMatching(
        /^base : les connexions à \/\S+ ont été coupées \(PostgreSQL ou le relais/,
      ),
    ])
    await essai.fermer()
  })
  it.each(['prefer', 'require', 'verify-ca'])(
    'sslmode=%s vérifie le certificat et son nom, sans annonce en anglais',
    mode => {
      const annonces = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
      expect(adresse(`postgres://a:b@127.0.0.1/c?sslmode=${mode}`).ssl).toEqual({})
      expect(annonces).not.toHaveBeenCalled()
      expect(adresse('postgres://a:b@127.0.0.1/c?uselibpqcompat=true&sslmode=require').ssl).toEqual(
        { rejectUnauthorized: false },
      )
      annonces.mockRestore()
    },
  )
})
