import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, LE, Navigateur, nouvelEssai } from '../../tests/base.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'

let e: Essai
let p: Plateforme
let bex: Navigateur
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  bex = await new Navigateur(p).entrer('bex.strasbourg')
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})
const un = async <T extends object>(sql: string, v: unknown[] = []) =>
  (await e.proprietaire.query<T>(sql, v)).rows[0] as T
const service = async (nom: string) =>
  (await un<{ id: string }>('SELECT id FROM moyens.service WHERE nom = $1', [nom])).id
const qui = {
  nom: 'Nouvelair',
  prenoms: 'Camille',
  naissanceLe: '1991-03-14',
  situation: 'commune',
  commune: 'Strasbourg',
}
/** The first screen: leads to the second. */
const chercher = async (n: Navigateur, champs = {}) =>
  (await n.envoyer('/bex/convoquer', { ...qui, ...champs })).vers
const valeurs = (t: string, nom: string) =>
  [...t.matchAll(new RegExp(`name="${nom}" value="([^"]+)"`, 'g'))].map(m => m[1] ?? '')
const choisi = (t: string, nom: string) =>
  new RegExp(`<select[^>]*name="${nom}"[\\s\\S]*?</select>`)
    .exec(t)?.[0]
    .match(/<option value="([^"]+)" selected/)?.[1] ?? ''
/** What a form that was refused says at its top; nothing when it went through. */
const reproches = (r: { statut: number; texte: string }) =>
  r.statut === 303
    ? ''
    : (/class="fil-resume"[\s\S]*?<\/ul>/.exec(r.texte)?.[0] ?? `${r.statut}`).replace(
        /<[^>]+>/g,
        ' ',
      )
/** What the second screen holds when it opens. */
const saisieDe = (t: string) => ({
  communeCode: valeurs(t, 'communeCode')[0] ?? '',
  serviceId: choisi(t, 'serviceId'),
  juridictionId: choisi(t, 'juridictionId'),
  audienceLe: LE,
  convocationRemise: 'oui',
  prevenir: 'oui',
})
/** A dossier followed by a service outside the périmètre of Strasbourg. */
const ailleurs = (departement = '88') =>
  un<{ id: string; nom: string; prenoms: string; naissance: string }>(
    `SELECT p.dossier_id AS id, i.nom, i.prenoms, i.naissance_le::text AS naissance FROM dossiers.v_prise_en_charge_actuelle p JOIN dossiers.v_identite i USING (dossier_id)
     JOIN moyens.service s ON s.id = p.service_id WHERE s.departement = $1 AND i.clos_a IS NULL AND NOT EXISTS (SELECT 1 FROM dossiers.v_perimetre x
       JOIN moyens.juridiction j ON j.id = x.entite_id WHERE x.dossier_id = p.dossier_id AND j.ville = 'Strasbourg') LIMIT 1`,
    [departement],
  )

describe('Une personne nouvelle, en deux écrans (C3.3)', () => {
  it('SPIP et tribunal sont proposés d’après la commune, les créneaux libres sont là, tout part en un geste', async () => {
    const url = await chercher(bex)
    expect(url).toMatch(/^\/bex\/convoquer\/[0-9a-f-]{36}$/)
    const { texte } = await bex.ouvrir(url)
    const saisie = saisieDe(texte)
    expect(saisie).toMatchObject({
      communeCode: '67482',
      serviceId: await service('SPIP du Bas-Rhin'),
    })
    const creneau = valeurs(texte, 'creneauSpip')[0] ?? ''
    const sap =
      valeurs(texte, 'creneauSap').find(c => c.split('|')[2] !== creneau.split('|')[1]) ?? ''
    const fait = await bex.envoyer(url, {
      ...saisie,
      personne: 'nouvelle',
      creneauSpip: creneau,
      creneauSap: sap,
      telephone: '06 39 98 12 34',
      numeroParquet: '26328000123',
      decision: 'sursis probatoire 2 ans',
      piecesManquantes: 'justificatif de domicile',
    })
    expect(reproches(fait)).toBe('')
    const [, dossierId = '', convocationId = ''] =
      /^\/bex\/convocations\/([^/]+)\/([^/]+)$/.exec(fait.vers) ?? []
    const c = await e.proprietaire.query(
      'SELECT le::text, heure::text, origine, numero_parquet, audience_le::text FROM agenda.convocation WHERE dossier_id = $1 ORDER BY id',
      [dossierId],
    )
    expect(c.rows).toHaveLength(2)
    expect(c.rows[0]).toMatchObject({
      le: creneau.split('|')[1],
      origine: 'bex',
      numero_parquet: '26328000123',
      audience_le: LE,
    })
    const page = (await bex.ouvrir(fait.vers)).texte
    expect(page).toContain('Imprimer les deux exemplaires')
    expect(page).toContain('justificatif de domicile')
    expect(await un('SELECT count(*)::int AS n FROM bex.recherche')).toEqual({ n: 0 })
    expect(
      await un(
        'SELECT seconde_convocation_id IS NOT NULL AS deux, convocation_id = $2 AS celle FROM bex.remise WHERE dossier_id = $1',
        [dossierId, convocationId],
      ),
    ).toEqual({
      deux: true,
      celle: true,
    })
  })
  it('Une naissance dans l’avenir est dite dès la recherche, avant le choix des créneaux', async () => {
    const refusee = await bex.envoyer('/bex/convoquer', { ...qui, naissanceLe: '2030-05-07' })
    expect([refusee.statut, reproches(refusee)]).toEqual([
      422,
      expect.stringContaining('dans l’avenir'),
    ])
    expect(
      reproches(await bex.envoyer('/bex/convoquer', { ...qui, naissanceLe: '9999-12-31' })),
    ).toContain('Vérifiez l’année')
  })
  it('Le SPIP la voit aussitôt en attente de saisine, sans référent, et lit ce qui a été remis', async () => {
    const dpip = await new Navigateur(p).entrer('dpip.67')
    const { dossier_id: id } = await un<{ dossier_id: string }>(
      "SELECT dossier_id FROM dossiers.personne WHERE nom = 'Nouvelair'",
    )
    expect((await dpip.ouvrir('/?qui=service')).texte).toContain('Camille')
    expect((await dpip.ouvrir(`/dossiers/${id}`)).statut).toBe(200)
    const { manque } = await un<{ manque: string }>(
      'SELECT manque FROM mesures.v_attente_saisine WHERE dossier_id = $1',
      [id],
    )
    expect(manque).toContain('n° parquet 26328000123')
    expect(
      (
        await dpip.ouvrir(
          `/bex/convocations/${id}/${(await un<{ c: string }>('SELECT convocation_id AS c FROM bex.remise')).c}/avis.pdf`,
        )
      ).statut,
    ).toBe(200)
  })
  it('Sans domicile ou à l’étranger, le tribunal de l’audience et son SPIP sont proposés (CPP 712-10, al. 1)', async () => {
    for (const situation of ['sans_domicile', 'etranger']) {
      const url = await chercher(bex, { situation, commune: '', nom: `Itinerant ${situation}` })
      const { texte } = await bex.ouvrir(url)
      expect(texte).toContain('CPP 712-10, al. 1')
      expect(choisi(texte, 'serviceId')).toBe(await service('SPIP du Bas-Rhin'))
      const creneauSpip = valeurs(texte, 'creneauSpip')[0] ?? ''
      const fait = await bex.envoyer(url, { ...saisieDe(texte), personne: 'nouvelle', creneauSpip })
      expect(reproches(fait)).toBe('')
      const { logement, commune } = await un<{ logement: string; commune: string | null }>(
        'SELECT logement, commune FROM dossiers.personne WHERE dossier_id = $1',
        [fait.vers.split('/')[3]],
      )
      expect([logement, commune]).toEqual(
        situation === 'sans_domicile' ? ['sans_domicile', null] : ['inconnu', 'À l’étranger'],
      )
    }
  })
  it('Une domiciliation propose le SPIP de sa commune et reste sur la fiche', async () => {
    const url = await chercher(bex, {
      situation: 'sans_domicile',
      commune: 'Strasbourg',
      domicilieChez: 'CCAS de Strasbourg',
      nom: 'Domicilie',
    })
    const { texte } = await bex.ouvrir(url)
    expect(texte).toContain('Proposé d’après la domiciliation')
    const fait = await bex.envoyer(url, {
      ...saisieDe(texte),
      personne: 'nouvelle',
      creneauSpip: valeurs(texte, 'creneauSpip')[0] ?? '',
    })
    expect(reproches(fait)).toBe('')
    expect(
      await un(
        'SELECT logement, commune, domicilie_chez FROM dossiers.personne WHERE dossier_id = $1',
        [fait.vers.split('/')[3]],
      ),
    ).toEqual({
      logement: 'domiciliation',
      commune: 'Strasbourg',
      domicilie_chez: 'CCAS de Strasbourg',
    })
  })
  it('Une commune inconnue, ou qui n’existe pas, le dit : rien n’est proposé, et le SPIP du ressort se prend d’un geste', async () => {
    for (const champs of [{ situation: 'inconnue', commune: '' }, { commune: 'Zzzville' }]) {
      const url = await chercher(bex, { ...champs, nom: `Quelquepart ${champs.commune}` })
      const { texte } = await bex.ouvrir(url)
      expect(choisi(texte, 'serviceId')).toBe('')
      expect(texte).toMatch(
        /La commune n’est pas connue|n’est ni le nom ni le code postal d’une commune/,
      )
      expect(texte).toContain('Prendre le SPIP du ressort de ce tribunal : SPIP du Bas-Rhin')
      const pris = await bex.envoyer(url, {
        ...saisieDe(texte),
        telephone: '06 39 98 44 44',
        _geste: 'ressort',
      })
      expect(choisi(pris.texte, 'serviceId')).toBe(await service('SPIP du Bas-Rhin'))
      expect(pris.texte).toContain('06 39 98 44 44')
      expect(valeurs(pris.texte, 'creneauSpip').length).toBeGreaterThan(3)
    }
  })
  it('Ce que la base ne garde pas est refusé sur son champ, ou coupé entre deux caractères : l’écran revient avec le reste', async () => {
    const url = await chercher(bex, { nom: 'Illisible' })
    const { texte } = await bex.ouvrir(url)
    for (const geste of [{}, { _geste: 'creneaux' }]) {
      const refuse = await bex.envoyer(url, {
        ...saisieDe(texte),
        precisions: 'Sonner\u0000 deux fois',
        telephone: '06 39 98 44 55',
        ...geste,
      })
      expect(refuse.statut).toBe(422)
      expect(refuse.texte).toContain('un caractère qui ne peut pas être gardé')
      expect((await bex.ouvrir(url)).texte).toContain('06 39 98 44 55')
    }
    const long = await bex.envoyer(url, {
      ...saisieDe(texte),
      precisions: `${'x'.repeat(1999)}😀`,
      _geste: 'creneaux',
    })
    expect(long.statut).toBe(200)
  })
  it('Un numéro qui est déjà celui de quelqu’un est refusé, compté, et laisse sa ligne à qui il est (ADR 0048)', async () => {
    const { id } = await ailleurs()
    await e.proprietaire.query(
      "UPDATE dossiers.dossier SET numero_appi = '202099887711' WHERE dossier_id = $1",
      [id],
    )
    const url = await chercher(bex, { nom: 'Numerotee' })
    const { texte } = await bex.ouvrir(url)
    const [creneauSpip = ''] = valeurs(texte, 'creneauSpip')
    const pris = await bex.envoyer(url, {
      ...saisieDe(texte),
      personne: 'nouvelle',
      creneauSpip,
      numeroAppi: '202099887711',
    })
    expect(reproches(pris)).toContain('déjà celui d’un autre dossier')
    const lignes = 'SELECT motif FROM acces.journal_lecture WHERE dossier_id = $1 AND route = $2'
    expect(await un(lignes, [id, '/bex/convoquer/:rechercheId'])).toEqual({
      motif: 'numéro saisi, rien n’est montré',
    })
  })
  it('La fenêtre vient du jour de l’audience : 20 et 30 jours, 30 et 45 avant le 30 septembre 2024 ; un créneau tardif est offert et le dit', async () => {
    const url = await chercher(bex, { nom: 'Fenetre' })
    const { texte } = await bex.ouvrir(url)
    expect(texte).toContain(
      'Au plus tard le 24/12/2026 : 30 jours depuis l’audience (CPP 474, al. 1).',
    )
    expect(texte).toContain(
      'Au plus tard le 14/12/2026 : 20 jours depuis l’audience (CPP 474, al. 1).',
    )
    expect(texte).not.toContain('après le délai</span>')
    const avant = await bex.envoyer(url, {
      ...saisieDe(texte),
      audienceLe: '2024-09-27',
      _geste: 'creneaux',
    })
    expect(avant.texte).toContain('45 jours depuis l’audience')
    expect(avant.texte).toContain('Aucun créneau libre dans ce délai. Le premier est le')
    expect(avant.texte).toContain('après le délai')
    const tard = await bex.envoyer(url, { ...saisieDe(texte), _geste: 'suite-spip:2026-12-28' })
    const creneauSpip = valeurs(tard.texte, 'creneauSpip')[0] ?? ''
    expect(creneauSpip.split('|')[1]?.localeCompare('2026-12-24')).toBe(1)
    expect(
      reproches(await bex.envoyer(url, { ...saisieDe(texte), personne: 'nouvelle', creneauSpip })),
    ).toBe('')
  })
  it('Un code postal à plusieurs communes qui ont le même SPIP suffit, sans qu’on en devine une', async () => {
    const { texte } = await bex.ouvrir(await chercher(bex, { commune: '67700', nom: 'Postale' }))
    expect(texte).toContain('Quelle commune ?')
    expect(choisi(texte, 'serviceId')).toBe(await service('SPIP du Bas-Rhin'))
    expect(valeurs(texte, 'creneauSpip').length).toBeGreaterThan(3)
  })
  it('Une commune sans ligne le dit, et un autre service que le proposé demande un motif', async () => {
    expect(
      (await bex.ouvrir(await chercher(bex, { commune: '13001', nom: 'Marseillais' }))).texte,
    ).toContain('non renseigné : choisissez le service')
    const url = await chercher(bex, { nom: 'Demenageur' })
    const { texte } = await bex.ouvrir(url)
    const autre = { ...saisieDe(texte), serviceId: await service('SPIP de la Moselle') }
    const vue = await bex.envoyer(url, { ...autre, _geste: 'creneaux' })
    const creneauSpip = valeurs(vue.texte, 'creneauSpip')[0] ?? ''
    const refus = await bex.envoyer(url, {
      ...autre,
      personne: 'nouvelle',
      creneauSpip,
      telephone: '06 39 98 55 55',
    })
    expect([
      refus.statut,
      refus.texte.includes('dites pourquoi'),
      refus.texte.includes('06 39 98 55 55'),
    ]).toEqual([422, true, true])
    expect(
      reproches(
        await bex.envoyer(url, {
          ...autre,
          personne: 'nouvelle',
          creneauSpip,
          motifDuChoix: 'Déménage à Metz',
        }),
      ),
    ).toBe('')
  })
  it('Ce qui manque ou ne se lit pas est dit, rien n’est écrit', async () => {
    const avant = await un('SELECT count(*)::int AS n FROM dossiers.dossier')
    expect((await bex.envoyer('/bex/convoquer', { ...qui, commune: '' })).texte).toContain(
      'Indiquez la commune ou le code postal',
    )
    expect((await bex.envoyer('/bex/convoquer', { ...qui, naissanceLe: '' })).texte).toContain(
      'Indiquez la date de naissance',
    )
    const url = await chercher(bex, { nom: 'Incomplet' })
    const { texte } = await bex.ouvrir(url)
    const saisie = { ...saisieDe(texte), personne: 'nouvelle' }
    expect((await bex.envoyer(url, saisie)).texte).toContain(
      'Choisissez un créneau au SPIP, au tribunal, ou les deux.',
    )
    const creneauSpip = valeurs(texte, 'creneauSpip')[0] ?? ''
    expect(
      (await bex.envoyer(url, { ...saisie, creneauSpip, audienceLe: '2026-12-24' })).texte,
    ).toContain('La date de l’audience est dans l’avenir')
    expect((await bex.envoyer(url, { ...saisie, creneauSpip, telephone: 'rien' })).texte).toContain(
      'Écrivez le téléphone en entier, en chiffres',
    )
    expect((await bex.envoyer(url, { ...saisie, creneauSpip, numeroAppi: '12' })).texte).toContain(
      'n’a pas la forme attendue',
    )
    expect(
      (
        await bex.envoyer(url, {
          ...saisie,
          creneauSpip: creneauSpip.replace(/\d\d:\d\d$/, '03:00'),
        })
      ).statut,
    ).toBe(422)
    expect(await un('SELECT count(*)::int AS n FROM dossiers.dossier')).toEqual(avant)
  })
})

describe('Un BEX voit ce qu’il faut pour convoquer, pas les dossiers du pays', () => {
  it('Une recherche nationale ne montre que l’identité et le service, sans lien ; le dossier reste introuvable', async () => {
    const x = await ailleurs()
    const { texte } = await bex.ouvrir(
      await chercher(bex, { nom: x.nom, prenoms: x.prenoms, naissanceLe: x.naissance }),
    )
    expect(texte).toContain('Dossier suivi par SPIP des Vosges')
    expect(texte).toContain(`value="${x.id}"`)
    expect(texte).not.toContain(`/dossiers/${x.id}`)
    const { numero } = await un<{ numero: string }>(
      'SELECT numero FROM dossiers.dossier WHERE dossier_id = $1',
      [x.id],
    )
    expect(texte).not.toContain(numero)
    expect((await bex.ouvrir(`/dossiers/${x.id}`)).statut).toBe(404)
  })
  it('La recherche est au journal de chaque dossier montré, avec son motif et sans les mots tapés', async () => {
    const x = await ailleurs('57')
    await chercher(bex, { nom: x.nom, prenoms: x.prenoms, naissanceLe: x.naissance })
    const lignes = await e.proprietaire.query(
      "SELECT motif, to_jsonb(j)::text AS tout FROM acces.journal_lecture j WHERE route = 'bex.chercher-national' AND dossier_id = $1",
      [x.id],
    )
    expect(lignes.rows.length).toBeGreaterThan(0)
    expect(lignes.rows[0].motif).toBe('Recherche nationale à l’audience')
    expect(lignes.rows[0].tout).not.toContain(x.nom)
    const vide = await un<{ n: number }>(
      "SELECT count(*)::int AS n FROM acces.journal_ecriture WHERE commande = 'bex.chercher-national' AND to_jsonb(journal_ecriture)::text ILIKE '%nouvelair%'",
    )
    expect(vide.n).toBe(0)
  })
  it('La recherche d’un agent n’existe que pour lui, et deux heures au plus', async () => {
    const url = await chercher(bex, { nom: 'Ephemere' })
    const greffe = await new Navigateur(p).entrer('greffe.strasbourg')
    expect((await greffe.ouvrir(url)).statut).toBe(404)
    await e.proprietaire.query("UPDATE bex.recherche SET a = now() - interval '3 hours'")
    expect((await bex.ouvrir(url)).statut).toBe(404)
    await chercher(greffe, { nom: 'Autre' })
    expect(await un("SELECT count(*)::int AS n FROM bex.recherche WHERE nom = 'Ephemere'")).toEqual(
      { n: 0 },
    )
  })
  it('Connaître un identifiant ne suffit pas : il faut l’avoir trouvé par son nom et sa naissance', async () => {
    const x = await ailleurs()
    const url = await chercher(bex, { nom: 'Curieux' })
    const { texte } = await bex.ouvrir(url)
    const r = await bex.envoyer(url, {
      ...saisieDe(texte),
      personne: x.id,
      creneauSpip: valeurs(texte, 'creneauSpip')[0] ?? '',
    })
    expect([r.statut, r.texte.includes('n’est pas dans votre recherche')]).toEqual([422, true])
    /**
     * What the function answers to an account, as the application's role in its own transaction.
     */
    const rejoindre = async (compte: string, nom: string, naissance: string) => {
      const client = await e.base.pool.connect()
      try {
        await client.query('BEGIN')
        await client.query('SELECT acces.ouvrir(NULL, $1::uuid)', [await e.agent(compte)])
        return (
          await client.query<{ oui: boolean }>(
            'SELECT dossiers.rejoindre($1, $2, $3, uuidv7()) AS oui',
            [x.id, nom, naissance],
          )
        ).rows[0]?.oui
      } finally {
        await client.query('ROLLBACK')
        client.release()
      }
    }
    const nom = `${x.nom} ${x.prenoms}`
    expect(await rejoindre('bex.strasbourg', 'Tout Autre', x.naissance)).toBe(false)
    expect(await rejoindre('bex.strasbourg', nom, '1950-01-01')).toBe(false)
    expect(await rejoindre('greffe.strasbourg', nom, x.naissance)).toBe(true)
    for (const compte of ['parquet.strasbourg', 'jap.strasbourg', 'ts.67', 'admin'])
      await expect(rejoindre(compte, nom, x.naissance), compte).rejects.toThrow('hors_audience')
  })
  it('Ni le parquet, ni le travailleur social, ni le JAP, ni l’administrateur ne convoquent à l’audience', async () => {
    for (const compte of ['parquet.strasbourg', 'ts.67', 'jap.strasbourg', 'admin']) {
      const n = await new Navigateur(p).entrer(compte)
      expect((await n.ouvrir('/bex/convoquer')).statut, compte).toBe(403)
      expect((await n.envoyer('/bex/convoquer', qui, '/')).statut, compte).toBe(403)
    }
  })
})
