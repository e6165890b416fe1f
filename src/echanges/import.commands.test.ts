import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { executer } from '../platform/executer.ts'
import { installerReactions } from '../reactions.ts'
import { choisir, confirmer, deposer, ecrire, examiner } from './import.commands.ts'

let e: Essai
let dpip: string
let service: string
beforeAll(async () => {
  installerReactions()
  e = await nouvelEssai()
  dpip = await e.agent('dpip.67')
  service = (
    await e.proprietaire.query('SELECT service_id FROM moyens.agent WHERE id = $1', [dpip])
  ).rows[0].service_id
})
afterAll(() => e.fermer())

const lignes = async (importId: string) =>
  (
    await e.proprietaire.query(
      'SELECT * FROM echanges.ligne WHERE import_id = $1 ORDER BY numero',
      [importId],
    )
  ).rows
const dossiers = async () =>
  Number((await e.proprietaire.query('SELECT count(*) AS n FROM dossiers.dossier')).rows[0].n)
const fichier = (texte: string, nom = 'essai.csv') => ({
  nom,
  octets: new Uint8Array(Buffer.from(texte)),
})
const utf8 = (entete: string, ...corps: string[]) => fichier([entete, ...corps].join('\n'))
async function apercu(f: ReturnType<typeof fichier>, compte = dpip): Promise<string> {
  const { importId } = await executer(e.hote, compte, deposer, { fichier: f })
  while ((await executer(e.hote, compte, examiner, { importId })).reste);
  return importId
}
async function jusquAuBout(importId: string, remplacer = false) {
  await executer(e.hote, dpip, confirmer, {
    importId,
    ...(remplacer ? { remplacer: 'oui' as const } : {}),
  })
  while ((await executer(e.hote, dpip, ecrire, { importId })).reste);
  return (await lignes(importId)).map(l => l.resultat)
}
const importer = async (f: ReturnType<typeof fichier>, remplacer = false) =>
  jusquAuBout(await apercu(f), remplacer)
const APPI = 'Prénom;Nom;Date de naissance;Numéro de dossier;Mesure/Intervention'
const latin1 = (...corps: string[]) => ({
  nom: 'appi.csv',
  octets: new Uint8Array(Buffer.from([APPI, ...corps].join('\r\n'), 'latin1')),
})

describe('L’extraction d’APPI (; et ISO-8859-1)', () => {
  const extraction = () =>
    latin1(
      'Zoé;ÉTIENNE-ÇELIK;03/02/1988;202011112222;Sursis probatoire',
      'Zoé;ÉTIENNE-ÇELIK;03/02/1988;202011112222;TIG',
      'Ivo;HRUBY;01/01/1979;202011113333;Mesure de fantaisie',
    )
  it('est lue avec ses accents, une personne par dossier, la mesure en attente puisque ses dates n’y sont pas', async () => {
    const avant = await dossiers()
    expect(await importer(extraction())).toEqual(['dossier ouvert', null, 'dossier ouvert'])
    expect(await dossiers()).toBe(avant + 2)
    const { rows } = await e.proprietaire.query(
      "SELECT p.nom, p.prenoms, a.manque FROM dossiers.dossier d JOIN dossiers.personne p USING (dossier_id) JOIN mesures.attente_saisine a USING (dossier_id) WHERE d.numero_appi = '202011112222'",
    )
    expect(rows).toEqual([
      {
        nom: 'ÉTIENNE-ÇELIK',
        prenoms: 'Zoé',
        manque: expect.stringContaining('« Sursis probatoire »'),
      },
    ])
    expect(rows[0].manque).toContain('« TIG »')
  })
  it('une seconde fois ne change rien', async () => {
    const avant = await dossiers()
    const importId = await apercu(extraction())
    expect((await lignes(importId)).map(l => l.action)).toEqual(['identique', 'suite', 'identique'])
    await jusquAuBout(importId)
    expect(await dossiers()).toBe(avant)
  })
  it('d’une personne qui a déjà ses mesures, dit les mots du fichier sans les écrire', async () => {
    const { rows } = await e.proprietaire.query(
      "SELECT x.nom, x.prenoms, to_char(x.naissance_le, 'DD/MM/YYYY') AS ne, d.numero_appi FROM dossiers.personne x JOIN dossiers.dossier d USING (dossier_id) JOIN dossiers.prise_en_charge p USING (dossier_id) JOIN mesures.mesure m USING (dossier_id) WHERE p.fin_a IS NULL AND p.service_id = $1 AND d.numero_appi IS NOT NULL AND m.nature <> 'tig' ORDER BY 4 LIMIT 1",
      [service],
    )
    const { nom, prenoms, ne, numero_appi } = rows[0]
    const importId = await apercu(
      latin1(`${prenoms};${nom};${ne};${numero_appi};Interdiction de paraître`),
    )
    expect((await lignes(importId))[0]).toMatchObject({
      action: 'identique',
      differences: [
        { champ: 'a_noter', apres: expect.stringContaining('Interdiction de paraître') },
      ],
    })
  })
  it.each([
    ['SURSIS AVEC MISE A L’EPREUVE', 0],
    ['sme', 0],
    ['Travail d’intérêt général', 0],
    ['Sursis simple', 1],
  ])('« %s » : %i mesure inconnue', async (mesure, inconnues) => {
    const [l] = await lignes(
      await apercu(
        latin1(
          `Ema;LABEL${mesure.length}X;05/05/1985;2020123${String(mesure.length).padStart(5, '0')};${mesure.replaceAll('’', "'")}`,
        ),
      ),
    )
    expect(l.avertissements.length).toBe(inconnues)
  })
  it('dit la mesure qu’elle ne connaît pas, et la garde dans ses mots', async () => {
    const [l] = await lignes(
      await apercu(latin1('Ana;KOVAC;05/05/1985;202011114444;Mesure de fantaisie')),
    )
    expect(l.avertissements).toEqual([
      {
        colonne: 'Mesure',
        message:
          '« Mesure de fantaisie » n’est pas une mesure connue : reprise telle quelle, en attente.',
      },
    ])
  })
})

describe('L’aperçu dit chaque faute par ligne et par colonne, en français', () => {
  const E = 'nom;prenoms;naissance_le;telephone;code_postal;mesure;juridiction;decision_le;debut_le'
  it.each([
    ['DURAND;Luc;31/02/1990;;;;;;', 'Date de naissance', '« 31/02/1990 » n’est pas une date'],
    [';Luc;01/02/1990;;;;;;', 'Nom de naissance', 'Indiquez le nom de naissance.'],
    ['DURAND;Luc;01/02/2020;;;;;;', 'Date de naissance', 'relève de la PJJ'],
    ['DURAND;Luc;01/02/1990;appeler le soir;;;;;', 'Téléphone', 'Écrivez le téléphone en chiffres'],
    ['DURAND;Luc;01/02/1990;;670;;;;', 'Code postal', 'cinq chiffres'],
    [
      'DURAND;Luc;01/02/1990;;;Sursis probatoire;Tribunal judiciaire de Strasbourg;12/02/2025;01/01/2025',
      'Début de la mesure',
      'avant la décision',
    ],
  ])('%s → %s', async (ligne, colonne, message) => {
    const [l] = await lignes(await apercu(utf8(E, ligne)))
    expect(l).toMatchObject({
      action: 'fautive',
      numero: 2,
      fautes: [{ colonne, message: expect.stringContaining(message) }],
    })
  })
  it('refuse un fichier qui n’est ni l’un ni l’autre, en disant les colonnes qui manquent', async () => {
    await expect(apercu(utf8('nom;prenom', 'A;B'))).rejects.toThrow(
      'il manque « prenoms », « naissance_le »',
    )
  })
  it('dit la ligne d’un guillemet qui n’est pas refermé', async () => {
    await expect(
      apercu(utf8('nom;prenoms;naissance_le', 'A;B;01/01/1990', '"C;D;01/01/1990')),
    ).rejects.toThrow(/La ligne \d ne se lit pas/)
  })
  it('n’écrit rien avant la confirmation', async () => {
    const avant = await dossiers()
    const importId = await apercu(utf8('nom;prenoms;naissance_le', 'AVANTAL;Paul;01/01/1990'))
    expect((await lignes(importId)).map(l => l.action)).toEqual(['creer'])
    expect(await dossiers()).toBe(avant)
  })
})

describe('Notre fichier', () => {
  const E =
    'numero_appi,nom,prenoms,naissance_le,telephone,commune,referent,mesure,juridiction,decision_le,fin_le,suivi_depuis_le'
  const ligne = (telephone: string) =>
    `202055556666,VERNEUIL,Odile,12/11/1991,${telephone},Colmar,,Sursis probatoire,tribunal judiciaire de strasbourg,12/02/2025,12/02/2027,01/03/2025`
  it('ouvre le dossier avec sa mesure et la date du suivi', async () => {
    expect(await importer(utf8(E, ligne('0639981234')))).toEqual(['dossier ouvert'])
    const { rows } = await e.proprietaire.query(
      "SELECT m.nature, m.fin_le::text, p.debut_a::date::text AS depuis FROM dossiers.dossier d JOIN mesures.mesure m USING (dossier_id) JOIN dossiers.prise_en_charge p USING (dossier_id) WHERE numero_appi = '202055556666'",
    )
    expect(rows).toEqual([
      {
        nature: 'sursis_probatoire',
        fin_le: '2027-02-12',
        depuis: expect.stringMatching(/2025-0(2-28|3-01)/),
      },
    ])
  })
  it('compare champ par champ : sans accord, ce qui diffère reste ; avec, il est remplacé et l’ancienne fiche gardée', async () => {
    const f = utf8(E, ligne('0699999999'))
    const importId = await apercu(f)
    expect((await lignes(importId))[0].differences).toEqual([
      { champ: 'telephone', libelle: 'Téléphone', avant: '0639981234', apres: '0699999999' },
    ])
    expect(await jusquAuBout(importId)).toEqual(['laissé tel quel'])
    expect(await importer(f, true)).toEqual(['dossier complété'])
    const { rows } = await e.proprietaire.query(
      "SELECT p.telephone, v.valeurs->>'telephone' AS avant FROM dossiers.dossier JOIN dossiers.personne p USING (dossier_id) JOIN dossiers.personne_version v USING (dossier_id) WHERE numero_appi = '202055556666'",
    )
    expect(rows).toEqual([{ telephone: '0699999999', avant: '0639981234' }])
  })
  it('deux lignes d’une même personne, l’une avec son numéro APPI et l’autre sans, font un seul dossier', async () => {
    const f = utf8(
      'numero_appi;nom;prenoms;naissance_le',
      '202066660001;BOULANGER;Uma Rose;09/09/1977',
      ';boulanger;Rose Uma;09/09/1977',
    )
    expect((await lignes(await apercu(f))).map(l => [l.action, l.groupe])).toEqual([
      ['creer', 2],
      ['suite', 2],
    ])
  })
  it('une cellule vide ne vide jamais un champ', async () => {
    const importId = await apercu(utf8(E, ligne('')))
    expect((await lignes(importId)).map(l => l.action)).toEqual(['identique'])
  })
  it('un nom qui ressemble attend le choix de l’agent', async () => {
    const f = utf8('nom;prenoms;naissance_le', 'VERNEUILLE;Odile;12/11/1991')
    const importId = await apercu(f)
    const [l] = await lignes(importId)
    expect(l).toMatchObject({
      action: 'a_choisir',
      candidats: [{ nom: 'VERNEUIL', prenoms: 'Odile' }],
    })
    await executer(e.hote, dpip, choisir, { importId, numero: 2, choix: l.candidats[0].dossierId })
    expect((await lignes(importId))[0]).toMatchObject({
      action: 'completer',
      dossier_id: l.candidats[0].dossierId,
    })
    await executer(e.hote, dpip, choisir, { importId, numero: 2, choix: 'ignorer' })
    expect((await lignes(importId))[0]).toMatchObject({ action: 'ignoree' })
    await executer(e.hote, dpip, choisir, { importId, numero: 2, choix: 'nouvelle' })
    expect((await lignes(importId))[0]).toMatchObject({ action: 'creer', dossier_id: null })
  })
  it('une personne suivie par un autre service n’est pas reprise : le service est dit', async () => {
    const { rows } = await e.proprietaire.query(
      "SELECT x.nom, x.prenoms, to_char(x.naissance_le, 'DD/MM/YYYY') AS ne FROM dossiers.personne x JOIN dossiers.prise_en_charge p USING (dossier_id) JOIN dossiers.dossier d USING (dossier_id) WHERE p.fin_a IS NULL AND p.service_id <> $1 AND d.fusionne_dans IS NULL AND NOT EXISTS (SELECT 1 FROM dossiers.personne y JOIN dossiers.prise_en_charge q USING (dossier_id) WHERE q.service_id = $1 AND y.naissance_le = x.naissance_le) LIMIT 1",
      [service],
    )
    const [l] = await lignes(
      await apercu(
        utf8('nom;prenoms;naissance_le', `${rows[0].nom};${rows[0].prenoms};${rows[0].ne}`),
      ),
    )
    expect(l).toMatchObject({
      action: 'ailleurs',
      candidats: [{ serviceNom: expect.stringContaining('SPIP') }],
    })
  })
})

describe('Un arrêt au milieu', () => {
  it('laisse chaque lot entier ou absent, et l’import reprend où il en est', async () => {
    const corps = Array.from(
      { length: 120 },
      (_, n) =>
        `REPRISE${'ABCDEFGHIJKL'[n % 12]}${'MNOPQRSTUV'[Math.trunc(n / 12)]};Personne ${n};${String((n % 28) + 1).padStart(2, '0')}/0${(n % 9) + 1}/19${50 + (n % 49)};2020777${String(n).padStart(5, '0')}`,
    )
    const f = utf8('nom;prenoms;naissance_le;numero_appi', ...corps)
    const avant = await dossiers()
    const importId = await apercu(f)
    await executer(e.hote, dpip, confirmer, { importId })
    await executer(e.hote, dpip, ecrire, { importId })
    expect(await dossiers()).toBe(avant + 50)
    const coupe = executer(e.hote, dpip, ecrire, { importId }).then(
      () => false,
      () => true,
    )
    await expect
      .poll(
        async () =>
          (
            await e.proprietaire.query(
              "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename = 'fil_rouge_application' AND state <> 'idle' AND xact_start IS NOT NULL",
            )
          ).rowCount,
        { interval: 2 },
      )
      .toBeGreaterThan(0)
    const coupee = await coupe
    expect(await dossiers()).toBe(avant + (coupee ? 50 : 100))
    expect((await executer(e.hote, dpip, deposer, { fichier: f })).importId).toBe(importId)
    while ((await executer(e.hote, dpip, ecrire, { importId })).reste);
    expect(await dossiers()).toBe(avant + 120)
    expect(
      (await e.proprietaire.query('SELECT etat FROM echanges.import WHERE id = $1', [importId]))
        .rows,
    ).toEqual([{ etat: 'termine' }])
    expect((await lignes(importId)).every(l => JSON.stringify(l.valeurs) === '{}')).toBe(true)
  })
  it('chaque dossier écrit est au journal', async () => {
    const { rows } = await e.proprietaire.query(
      "SELECT count(DISTINCT dossier_id)::int AS n FROM acces.journal_ecriture WHERE commande = 'echanges.ecrire'",
    )
    expect(rows[0].n).toBeGreaterThanOrEqual(120)
  })
})

describe('Qui peut importer', () => {
  it('un travailleur social ne le peut pas', async () => {
    await expect(
      apercu(utf8('nom;prenoms;naissance_le', 'A;B;01/01/1990'), await e.agent('ts.67')),
    ).rejects.toThrow('Votre fonction')
  })
  it('un autre service ne voit pas l’import', async () => {
    const importId = await apercu(utf8('nom;prenoms;naissance_le', 'AUTREMENT;Paul;01/01/1990'))
    await expect(
      executer(e.hote, await e.agent('dpip.57'), confirmer, { importId }),
    ).rejects.toThrow('n’existe pas')
  })
})

describe('L’aperçu d’un grand fichier', () => {
  it('mille lignes se lisent, et un envoi refusé se rend, par autant de requêtes qu’une seule, même avec des milliers de champs', async () => {
    const p = await application(e)
    const n = await new Navigateur(p).entrer('dpip.67')
    const lettres = (i: number) =>
      [...String(i + 10_000)].map(c => 'abcdefghij'[Number(c)]).join('')
    const personnes = (combien: number, nom: string) =>
      utf8(
        'nom;prenoms;naissance_le',
        ...Array.from({ length: combien }, (_, i) => `${nom}${lettres(i)};Iris;02/02/1982`),
      )
    const champs = Object.fromEntries(Array.from({ length: 4000 }, (_, i) => [`c${i}`, '1']))
    const requetes = (r: { entetes: Record<string, unknown> }) =>
      Number(/desc="(\d+)"/.exec(String(r.entetes['server-timing']))?.[1])
    const comptees: number[][] = []
    for (const [combien, nom] of [
      [1, 'Zqun'],
      [1000, 'Zqmille'],
    ] as const) {
      const page = `/echanges/imports/${await apercu(personnes(combien, nom))}`
      const lue = await n.ouvrir(page)
      const refusee = await n.envoyer(
        `${page}/confirmer`,
        { ...champs, remplacer: 'peut-être' },
        page,
      )
      expect([lue.statut, refusee.statut]).toEqual([200, 422])
      comptees.push([requetes(lue), requetes(refusee)])
    }
    expect(comptees[1]).toEqual(comptees[0])
    expect(Math.max(...comptees.flat())).toBeLessThan(12)
    await p.app.close()
  })
})
