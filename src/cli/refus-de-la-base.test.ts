import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Essai, nouvelEssai } from '../../tests/base.ts'
import { lancer } from './commandes.ts'

let e: Essai
let dit: { log: string; error: string }
beforeEach(async () => {
  e = await nouvelEssai()
  dit = { log: '', error: '' }
  for (const flux of ['log', 'error'] as const)
    vi.spyOn(console, flux).mockImplementation((texte: unknown) => {
      dit[flux] += `${texte}\n`
    })
  const env = {
    NODE_ENV: 'production',
    FIL_ROUGE_SECRET: 'un secret d’au moins trente-deux caractères',
    FIL_ROUGE_ORIGINE: 'https://fil-rouge.example',
    DATABASE_URL: e.url.replace('postgres://postgres@', 'postgres://fil_rouge_application@'),
    DATABASE_OWNER_URL: e.url,
  }
  for (const [nom, valeur] of Object.entries(env)) vi.stubEnv(nom, valeur)
})
afterEach(async () => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  process.exitCode = undefined
  await e.fermer()
})
/** From now on, who writes there is told what PostgreSQL says of itself under this code. */
const refuser = (table: string, code: string) =>
  e.proprietaire.query(`
    CREATE FUNCTION public.refuser() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'in English' USING ERRCODE = '${code}'; END $$;
    CREATE TRIGGER refuser BEFORE INSERT OR UPDATE OR DELETE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION public.refuser()`)

const causes = [
  [
    '53100',
    /^PostgreSQL n’a plus de place sur le disque de son serveur \(.*libérez-en ou agrandissez-le là-bas/,
  ],
  ['53300', /^PostgreSQL n’a plus de place ou de connexion libre/],
  ['57P01', /^PostgreSQL démarre ou s’arrête/],
  ['55P03', /^PostgreSQL .* a arrêté ce qui lui était demandé/],
  ['57014', /^PostgreSQL .* a arrêté ce qui lui était demandé/],
  ['42501', /n’a pas le droit de faire cela dans la base : donnez dans DATABASE_(OWNER_)?URL/],
  ['25006', /n’accepte que des lectures/],
  ['XX000', /^PostgreSQL .* a refusé ce que la commande lui demandait\./],
] as const
describe('Ce que PostgreSQL refuse pendant une commande est dit comme à l’ouverture', () => {
  it.each(causes)(
    '%s, à « sceller » : rien n’est dit scellé, et le serveur n’est cité qu’à la fin',
    async (code, attendu) => {
      await refuser('acces.controle_des_sceaux', code)
      expect(await lancer(['sceller'])).toBe(1)
      expect(dit).toEqual({ log: '', error: expect.stringMatching(attendu) })
      expect(dit.error).toMatch(
        /\(PostgreSQL : « in English »\)\nCe qui était scellé le reste ; le reste attend, et la même commande le scellera\.\n$/,
      )
    },
  )
  it.each([
    [['echeances'], 'echeances.echeance'],
    [['migrer', '--installation', '67'], 'dossiers.installation'],
  ] as [string[], string][])('53100, à « %s », en propriétaire', async (args, table) => {
    // A demonstration's base is refused before.
    await e.proprietaire.query('UPDATE acces.compte SET demonstration = false')
    await refuser(table, '53100')
    expect(await lancer(args)).toBe(1)
    expect(dit.error).toMatch(causes[0][1])
  })
})

describe('Une base de démonstration', () => {
  it.each([
    ['migrer', '--installation', '67'],
    ['administrateur', 'Jeanne', 'Martin', 'jeanne@exemple.fr'],
  ])('ne devient pas celle d’une installation : %s', async (...args) => {
    expect(await lancer(args)).toBe(1)
    expect(dit.error).toMatch(/^Cette base est celle d’une démonstration : .* une base à vous/)
    const { rows } = await e.proprietaire.query(
      'SELECT (SELECT count(*)::int FROM dossiers.installation) AS codes, (SELECT count(*)::int FROM acces.compte WHERE NOT demonstration) AS comptes',
    )
    expect(rows).toEqual([{ codes: 0, comptes: 0 }])
  })
})

describe('Une commande dont la liaison est coupée', () => {
  it('pendant l’enregistrement, dit que nul ne sait s’il est fait', async () => {
    await e.proprietaire.query(`
      CREATE FUNCTION public.couper() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
      CREATE CONSTRAINT TRIGGER couper AFTER INSERT ON acces.controle_des_sceaux DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.couper()`)
    expect(await lancer(['sceller'])).toBe(1)
    expect(dit.error).toMatch(
      /\nLa liaison a été coupée pendant l’enregistrement, qui est peut-être fait : relancez la même commande/,
    )
  })
})
