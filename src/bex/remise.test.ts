import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { reproches, secondEcran, valeurs } from './audience.builder.ts'

let e: Essai
let p: Plateforme
let bex: Navigateur
let greffe: Navigateur
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  bex = await new Navigateur(p).entrer('bex.strasbourg')
  greffe = await new Navigateur(p).entrer('greffe.strasbourg')
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})
const un = async <T extends object>(sql: string, v: unknown[] = []) =>
  (await e.proprietaire.query<T>(sql, v)).rows[0] as T
const dossierDe = (r: { vers: string }) => r.vers.split('/')[3] ?? ''
const combien = () => un<{ n: number }>('SELECT count(*)::int AS n FROM dossiers.dossier')

describe('La dernière place', () => {
  it('Deux BEX la veulent : l’un l’a, l’autre lit les suivantes, et ce qu’il a tapé est encore là', async () => {
    const premier = await secondEcran(bex, { nom: 'Premier' })
    const creneauSpip = premier.spip[6] ?? ''
    const { capacite } = await un<{ capacite: number }>(
      'SELECT capacite FROM creneaux.plage WHERE id = $1',
      [creneauSpip.split('|')[0]],
    )
    for (let i = 1; i < capacite; i += 1) {
      const x = await secondEcran(bex, { nom: `Remplit ${i}` })
      expect(reproches(await bex.envoyer(x.url, { ...x.saisie, creneauSpip }))).toBe('')
    }
    const [a, b] = [
      await secondEcran(bex, { nom: 'Alpha' }),
      await secondEcran(greffe, { nom: 'Omega' }),
    ]
    const avant = await combien()
    const reponses = await Promise.all([
      bex.envoyer(a.url, { ...a.saisie, creneauSpip, telephone: '06 39 98 00 11' }),
      greffe.envoyer(b.url, { ...b.saisie, creneauSpip, telephone: '06 39 98 00 11' }),
    ])
    expect(reponses.map(r => r.statut).sort()).toEqual([303, 422])
    const perdant = reponses.find(r => r.statut === 422)
    expect(perdant?.texte).toMatch(/complet|vient d’être pris/)
    expect(perdant?.texte).toContain('06 39 98 00 11')
    expect(valeurs(perdant?.texte ?? '', 'creneauSpip').length).toBeGreaterThan(3)
    expect(valeurs(perdant?.texte ?? '', 'creneauSpip')).not.toContain(creneauSpip)
    expect((await combien()).n).toBe(avant.n + 1)
  })
  it('Un des deux créneaux est refusé : rien n’est écrit, ni le dossier ni l’autre', async () => {
    const x = await secondEcran(bex, { nom: 'Moitie' })
    const avant = await combien()
    const faux = (x.sap[0] ?? '').replace(/\d\d:\d\d$/, '04:00')
    const r = await bex.envoyer(x.url, {
      ...x.saisie,
      creneauSpip: x.spip[0] ?? '',
      creneauSap: faux,
    })
    expect([r.statut, await combien()]).toEqual([422, avant])
    expect(await un("SELECT count(*)::int AS n FROM bex.recherche WHERE nom = 'Moitie'")).toEqual({
      n: 1,
    })
    expect(reproches(await bex.envoyer(x.url, { ...x.saisie, creneauSpip: x.spip[0] ?? '' }))).toBe(
      '',
    )
  })
  it('Deux créneaux du même jour : le refus dit que l’autre vient d’être choisi, non que la personne était déjà convoquée', async () => {
    const x = await secondEcran(bex, { nom: 'Doublejour' })
    const paires = x.spip.flatMap(spip =>
      x.sap.map(sap => ({
        spip,
        sap,
        dit: [spip.split('|').slice(-2), sap.split('|').slice(-2)] as [string[], string[]],
      })),
    )
    const memeJour = paires.find(
      ({ dit: [a, b] }) =>
        a[0] === b[0] && Math.abs(Number(a[1]?.slice(0, 2)) - Number(b[1]?.slice(0, 2))) > 1,
    )
    const saisie = {
      ...x.saisie,
      creneauSpip: memeJour?.spip ?? '',
      creneauSap: memeJour?.sap ?? '',
    }
    const r = await bex.envoyer(x.url, saisie)
    expect(reproches(r)).toContain('L’autre créneau que vous avez choisi ici est du même jour')
    expect(reproches(r)).not.toContain('déjà convoquée')
    expect(reproches(await bex.envoyer(x.url, { ...saisie, malgre: 'oui' }))).toBe('')
  })
  it('La même personne saisie au même instant à deux audiences n’a qu’un dossier (C1.1)', async () => {
    const [a, b] = [
      await secondEcran(bex, { nom: 'Jumeau' }),
      await secondEcran(greffe, { nom: 'Jumeau' }),
    ]
    const reponses = await Promise.all([
      bex.envoyer(a.url, { ...a.saisie, creneauSpip: a.spip[1] ?? '' }),
      greffe.envoyer(b.url, { ...b.saisie, creneauSpip: b.spip[2] ?? '' }),
    ])
    expect(reponses.map(r => r.statut).sort()).toEqual([303, 422])
    expect(reponses.map(reproches).join(' ')).toContain(
      'Un dossier vient d’être ouvert à un nom très proche',
    )
    expect(
      await un("SELECT count(*)::int AS n FROM dossiers.personne WHERE nom = 'Jumeau'"),
    ).toEqual({ n: 1 })
  })
})

describe('Une personne déjà connue ailleurs', () => {
  const connue = (clos: boolean) =>
    un<{
      id: string
      nom: string
      prenoms: string
      naissance: string
      telephone: string | null
      service: string
    }>(
      `SELECT p.dossier_id AS id, i.nom, i.prenoms, i.naissance_le::text AS naissance, i.telephone, p.service_id AS service FROM dossiers.v_prise_en_charge_actuelle p
       JOIN dossiers.v_identite i USING (dossier_id) JOIN moyens.service s ON s.id = p.service_id WHERE s.departement = '57' AND (i.clos_a IS NOT NULL) = $1
       AND i.etablissement_id IS NULL AND i.telephone IS NOT NULL AND i.adresse IS NOT NULL AND NOT EXISTS (SELECT 1 FROM agenda.convocation c WHERE c.dossier_id = p.dossier_id AND c.etat = 'prevue') ORDER BY i.nom LIMIT 1`,
      [clos],
    )
  it('est rejointe, jamais doublée : ce qu’elle dit est proposé au SPIP qui la suit, et le tribunal voit enfin son dossier', async () => {
    const x = await connue(false)
    const { url, saisie, texte } = await secondEcran(bex, {
      nom: x.nom,
      prenoms: x.prenoms,
      naissanceLe: x.naissance,
    })
    expect(texte).toContain('SPIP de la Moselle')
    expect((await bex.ouvrir(`/dossiers/${x.id}`)).statut).toBe(404)
    const vue = await bex.envoyer(url, {
      ...saisie,
      personne: x.id,
      serviceId: x.service,
      _geste: 'creneaux',
    })
    const avant = await combien()
    const r = await bex.envoyer(url, {
      ...saisie,
      personne: x.id,
      serviceId: x.service,
      creneauSpip: valeurs(vue.texte, 'creneauSpip')[0] ?? '',
      telephone: '06 39 98 77 77',
      precisions: 'Comparution immédiate',
      malgre: 'oui',
    })
    expect(reproches(r)).toBe('')
    expect([dossierDe(r), await combien()]).toEqual([x.id, avant])
    expect((await bex.ouvrir(`/dossiers/${x.id}`)).statut).toBe(200)
    expect(
      (
        await un<{ telephone: string | null }>(
          'SELECT telephone FROM dossiers.personne WHERE dossier_id = $1',
          [x.id],
        )
      ).telephone,
    ).toBe(x.telephone)
    expect(await un('SELECT precisions FROM bex.remise WHERE dossier_id = $1', [x.id])).toEqual({
      precisions: 'Comparution immédiate',
    })
    const dites = await e.proprietaire.query<{
      id: string
      champ: string
      valeurs: Record<string, string>
    }>('SELECT id, champ, valeurs FROM dossiers.proposition WHERE dossier_id = $1 ORDER BY champ', [
      x.id,
    ])
    expect(dites.rows.map(d => [d.champ, d.valeurs.telephone ?? d.valeurs.commune])).toEqual([
      ['adresse', 'Strasbourg'],
      ['telephone', '06 39 98 77 77'],
    ])
    const [adresse, telephone] = dites.rows.map(d => `/dossiers/${x.id}/propositions/${d.id}`)
    const dpip = await new Navigateur(p).entrer('dpip.57')
    const fiche = (await dpip.ouvrir(`/dossiers/${x.id}`)).texte
    expect(fiche).toContain('06 39 98 77 77')
    expect(fiche).toContain(`Sur la fiche : ${x.telephone}`)
    expect(
      (
        await (
          await new Navigateur(p).entrer('dpip.67')
        ).envoyer(telephone ?? '', { decision: 'reprise' }, `/dossiers`)
      ).statut,
    ).toBe(404)
    expect((await dpip.envoyer(telephone ?? '', {})).texte).toContain(
      'Choisissez de mettre la fiche à jour',
    )
    expect((await dpip.envoyer(telephone ?? '', { decision: 'reprise' })).statut).toBe(303)
    expect((await dpip.envoyer(adresse ?? '', { decision: 'ecartee' })).statut).toBe(303)
    expect((await dpip.envoyer(adresse ?? '', { decision: 'reprise' })).texte).toContain(
      'C’est déjà décidé',
    )
    expect(
      await un('SELECT telephone FROM dossiers.personne WHERE dossier_id = $1', [x.id]),
    ).toEqual({ telephone: '06 39 98 77 77' })
    expect(
      await un(
        "SELECT valeurs->>'telephone' AS avant FROM dossiers.personne_version WHERE dossier_id = $1 ORDER BY version DESC LIMIT 1",
        [x.id],
      ),
    ).toEqual({ avant: x.telephone })
    expect((await dpip.ouvrir(`/dossiers/${x.id}`)).texte).not.toContain('Sur la fiche :')
    const journal = await un(
      "SELECT count(*)::int AS n FROM acces.journal_ecriture WHERE commande = 'bex.convoquer' AND dossier_id = $1",
      [x.id],
    )
    expect(journal).toEqual({ n: 1 })
  })
  it('dont le dossier est clos : c’est dit, on le rouvre en le disant, là où elle vit, en attente de saisine', async () => {
    const x = await connue(true)
    const { url, saisie } = await secondEcran(bex, {
      nom: x.nom,
      prenoms: x.prenoms,
      naissanceLe: x.naissance,
    })
    const { id: basRhin } = await un<{ id: string }>(
      "SELECT id FROM moyens.service WHERE departement = '67'",
    )
    const vue = await bex.envoyer(url, {
      ...saisie,
      personne: x.id,
      serviceId: basRhin,
      _geste: 'creneaux',
    })
    const creneauSpip = valeurs(vue.texte, 'creneauSpip')[0] ?? ''
    expect(vue.texte).toMatch(/Dossier clos le \d\d\/\d\d\/\d{4} \(SPIP de la Moselle\)/)
    expect(vue.texte).not.toContain('Suivi par SPIP de la Moselle')
    const complete = { ...saisie, personne: x.id, serviceId: basRhin, creneauSpip, malgre: 'oui' }
    const refusee = await bex.envoyer(url, complete)
    expect([refusee.statut, reproches(refusee)]).toEqual([
      422,
      expect.stringContaining('Ce dossier est clos'),
    ])
    expect(reproches(await bex.envoyer(url, { ...complete, 'rouvrir[]': x.id }))).toBe('')
    expect(
      await un(
        'SELECT d.clos_a, p.service_id, w.dossier_id IS NOT NULL AS attend FROM dossiers.dossier d JOIN dossiers.v_prise_en_charge_actuelle p USING (dossier_id) LEFT JOIN mesures.v_attente_saisine w USING (dossier_id) WHERE dossier_id = $1',
        [x.id],
      ),
    ).toEqual({ clos_a: null, service_id: basRhin, attend: true })
    expect(
      (await (await new Navigateur(p).entrer('dpip.67')).ouvrir(`/dossiers/${x.id}`)).statut,
    ).toBe(200)
    // The service that had closed it does not read what begins elsewhere.
    expect(
      (await (await new Navigateur(p).entrer('dpip.57')).ouvrir(`/dossiers/${x.id}`)).statut,
    ).toBe(404)
  })
})

describe('La convocation imprimée', () => {
  it('Sort en PDF, pour le tribunal qui l’a faite et le SPIP qui reçoit, et pour personne d’autre', async () => {
    const x = await secondEcran(bex, { nom: 'Imprimee' })
    const r = await bex.envoyer(x.url, { ...x.saisie, creneauSpip: x.spip[3] ?? '' })
    expect(reproches(r)).toBe('')
    const avis = `${r.vers}/avis.pdf`
    expect((await bex.ouvrir(avis)).texte.slice(0, 5)).toBe('%PDF-')
    const statuts = []
    for (const compte of ['accueil.67', 'ts.57', 'parquet.strasbourg'])
      statuts.push((await (await new Navigateur(p).entrer(compte)).ouvrir(avis)).statut)
    expect(statuts).toEqual([200, 404, 403])
  })
})
