import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { command } from '../platform/command.ts'
import { executer } from '../platform/executer.ts'
import { lecture, nouveauBanc } from './annonce.builder.ts'
import type { Annonce } from './annonce.rules.ts'
import { apercu } from './apercu.ecran.ts'
import { joignabilite, joignabilites } from './joignabilite.lecture.ts'
import { suivreLesCoordonnees, verserLesMessages } from './message.commands.ts'

let banc: Awaited<ReturnType<typeof nouveauBanc>>
beforeAll(async () => {
  banc = await nouveauBanc()
})
afterAll(() => banc.fermer())

describe('Par la voie qui l’atteint, dans sa langue', () => {
  const joindre = (dossierId: string) =>
    executer(
      banc.e.hote,
      banc.ts,
      lecture(tx => joignabilite(tx, dossierId)),
      { dossierId },
    )
  it('L’agent voit avant de convoquer : « SMS au 06 •• •• •• 34 »', async () => {
    expect(await joindre(await banc.quelquUn())).toEqual({
      canal: 'sms',
      destinataire: '06 •• •• •• 34',
      pourquoi: '',
    })
  })
  it('Plusieurs personnes d’un coup : la même réponse pour chacune, rien pour qui est hors du périmètre', async () => {
    const [a, b] = [await banc.quelquUn(), await banc.quelquUn()]
    await banc.personne(b, 'refuse_sms = true')
    const [autre] = (
      await banc.e.proprietaire.query<{ id: string }>(
        'SELECT dossier_id AS id FROM dossiers.dossier d WHERE NOT EXISTS (SELECT 1 FROM dossiers.v_perimetre p WHERE p.dossier_id = d.dossier_id AND p.entite_id = $1) LIMIT 1',
        [banc.serviceId],
      )
    ).rows
    const ids = [a, b, autre?.id ?? '']
    const lues = await executer(
      banc.e.hote,
      banc.ts,
      lecture(tx => joignabilites(tx, ids)),
      { dossierId: a },
    )
    expect(lues).toEqual(
      new Map([
        [a, await joindre(a)],
        [b, await joindre(b)],
      ]),
    )
    expect(lues.get(b)?.canal).toBe('lettre')
  })
  it('Qui refuse les SMS reçoit un courriel, avec un objet qui ne dit rien d’autre que la date', async () => {
    const d = await banc.quelquUn()
    await banc.personne(d, `refuse_sms = true, courriel = 'ana@exemple.fr'`)
    const a = banc.annonce(d)
    await banc.ecrire(a)
    const [m] = await banc.messages(a)
    expect(m).toMatchObject({
      canal: 'courriel',
      destinataire: 'ana@exemple.fr',
      sujet: 'mardi 1er décembre 2026 à 14 h 30',
    })
    expect(await joindre(d)).toMatchObject({
      canal: 'courriel',
      pourquoi: 'La personne refuse les SMS.',
    })
  })
  it('Qui s’est opposé n’a plus ni message ni rappel : une lettre, sans lien, à imprimer', async () => {
    const d = await banc.quelquUn()
    await banc.personne(d, `courriel = 'ana@exemple.fr'`)
    await banc.opposition(d, 'sms')
    await banc.opposition(d, 'courriel')
    const a = banc.annonce(d)
    await banc.ecrire(a)
    const lignes = await banc.messages(a)
    expect(lignes.map(m => [m.moment, m.canal, m.etat])).toEqual([
      ['convocation', 'lettre', 'a_imprimer'],
    ])
    expect(lignes[0]?.texte).toMatch(/mardi 1er décembre 2026 à 14 h 30/)
    expect(lignes[0]?.texte).not.toMatch(/http|Ne plus recevoir/)
    expect((await joindre(d)).pourquoi).toContain('ne plus recevoir')
  })
  it('Une ligne fixe ou un numéro étranger : lettre ; sans prévenir, rien', async () => {
    const d = await banc.quelquUn()
    await banc.personne(d, `telephone = '+49 151 23456789'`)
    const [a, b] = [banc.annonce(d), banc.annonce(d, { le: '2026-12-02' })]
    await banc.ecrire(a)
    await banc.ecrire(b, 'convocation', false)
    expect([(await banc.messages(a)).map(m => m.canal), await banc.messages(b)]).toEqual([
      ['lettre'],
      [],
    ])
  })
  it('Un numéro où le dernier SMS n’est pas arrivé est connu injoignable ; reçu depuis, il ne l’est plus', async () => {
    const d = await banc.quelquUn()
    const a = banc.annonce(d)
    await banc.ecrire(a)
    await banc.e.proprietaire.query(`UPDATE messages.message SET etat = 'echec' WHERE cle = $1`, [
      `${a.objetId}:convocation:1`,
    ])
    expect(await joindre(d)).toMatchObject({ canal: 'lettre' })
    await banc.e.proprietaire.query(
      `UPDATE messages.message SET etat = 'recu', change_a = change_a + interval '1 hour' WHERE cle = $1`,
      [`${a.objetId}:rappel:1:48h`],
    )
    expect((await joindre(d)).canal).toBe('sms')
  })
  it('En arabe à qui ne parle que l’arabe, avec l’heure', async () => {
    const d = await banc.quelquUn()
    await banc.personne(d, `langues = '{arabe}'`)
    const a = banc.annonce(d)
    await banc.ecrire(a)
    const [m] = await banc.messages(a)
    expect([m?.langue, m?.texte.includes('14:30'), m?.texte.includes('نحن في انتظارك')]).toEqual([
      'ar',
      true,
      true,
    ])
  })
  it('Les mots du service passent avant ceux d’origine, ceux du type avant ceux de tous ; l’aperçu les montre', async () => {
    const d = await banc.quelquUn()
    const modele = (type: string, texte: string) =>
      banc.e.proprietaire.query(
        `INSERT INTO messages.modele (entite_id, type, moment, canal, langue, texte, ecrit_par) VALUES ($1, $2, 'convocation', 'sms', 'fr', $3, $4) RETURNING id`,
        [banc.serviceId, type, texte, banc.ts],
      )
    const apercevoir = (a: Annonce) =>
      executer(
        banc.e.hote,
        banc.ts,
        lecture(tx => apercu(tx, a, 'convocation')),
        { dossierId: d },
      )
    await modele('tous-lieu', 'Tous : {date} à {heure}. {lien}')
    expect(await apercevoir(banc.annonce(d))).toMatch(
      /^Tous : mardi 1er décembre 2026 à 14 h 30\. http/,
    )
    expect(await apercevoir(banc.annonce(d, { modalite: 'telephone' }))).toMatch(
      /^Nous vous appellerons/,
    )
    await modele('suivi', 'Suivi : {date} à {heure}. {lien}')
    expect(await apercevoir(banc.annonce(d))).toMatch(/^Suivi : /)
    expect(await apercevoir(banc.annonce(d, { type: 'premiere' }))).toMatch(/^Tous : /)
    await banc.e.proprietaire.query('DELETE FROM messages.modele WHERE entite_id = $1', [
      banc.serviceId,
    ])
  })
  it('Aucun papier du tribunal ni nom de palais dans les mots d’origine', async () => {
    const a = banc.annonce(await banc.quelquUn(), {
      lieu: 'Tribunal judiciaire',
      pieces: 'pièce d’identité, et les papiers remis au tribunal',
    })
    await banc.ecrire(a)
    expect((await banc.messages(a))[0]?.texte).not.toMatch(/tribunal/i)
  })
})

describe('Ce qui attend suit la personne', () => {
  const suivre = (dossierId: string) =>
    executer(
      banc.e.hote,
      banc.ts,
      command({
        name: 'essai.suivre',
        permission: 'message:ecrire',
        aQui: 'qui_suit_ou_convoque',
        input: z.object({ dossierId: z.uuid() }),
        run: (tx, valeur, context) => suivreLesCoordonnees(tx, valeur, context),
        journal: () => ({}),
      }),
      { dossierId },
    )
  it('Un nouveau numéro : rien ne part vers l’ancien, qui est peut-être celui d’un autre', async () => {
    const d = await banc.quelquUn()
    const a = banc.annonce(d)
    await banc.ecrire(a)
    await banc.personne(d, `telephone = '07 00 00 00 01'`)
    await suivre(d)
    expect((await banc.messages(a)).map(m => [m.etat, m.destinataire])).toEqual([
      ['a_envoyer', '+33700000001'],
      ['a_envoyer', '+33700000001'],
    ])
    await banc.personne(d, `telephone = NULL, courriel = 'b@exemple.fr'`)
    await suivre(d)
    expect((await banc.messages(a)).map(m => [m.canal, m.sujet])).toEqual([
      ['courriel', 'Message'],
      ['courriel', 'Message'],
    ])
    await banc.personne(d, `courriel = NULL`)
    await suivre(d)
    expect((await banc.messages(a)).map(m => [m.moment, m.canal, m.etat])).toEqual([
      ['convocation', 'lettre', 'a_imprimer'],
      ['rappel', 'courriel', 'annule'],
    ])
  })
  it('Deux dossiers réunis : messages et oppositions suivent, l’ancien lien arrête encore', async () => {
    const [garde, absorbe] = [await banc.quelquUn(), await banc.quelquUn()]
    const a = banc.annonce(absorbe)
    await banc.ecrire(a)
    await banc.opposition(garde, 'courriel')
    await banc.opposition(absorbe, 'courriel')
    await executer(
      banc.e.hote,
      banc.ts,
      command({
        name: 'essai.verser',
        permission: 'message:ecrire',
        aQui: 'qui_suit_ou_convoque',
        input: z.object({ dossierId: z.uuid() }),
        run: (tx, { dossierId }, context) =>
          verserLesMessages(tx, { dossierId, absorbeId: absorbe }, context),
        journal: () => ({}),
      }),
      { dossierId: garde },
    )
    const { rows } = await banc.e.proprietaire.query(
      'SELECT count(*)::int AS n FROM messages.message WHERE dossier_id = $1 AND objet_id = $2',
      [garde, a.objetId],
    )
    expect(rows[0].n).toBe(2)
    await banc.e.proprietaire.query(
      'UPDATE dossiers.dossier SET fusionne_dans = $1 WHERE dossier_id = $2',
      [garde, absorbe],
    )
    const lien = await banc.e.proprietaire.query(
      'SELECT jeton FROM messages.lien_arret WHERE dossier_id = $1',
      [absorbe],
    )
    await banc.e.base.pool.query('SELECT messages.s_opposer($1)', [lien.rows[0].jeton])
    const reste = await banc.e.proprietaire.query(
      `SELECT canal, count(*)::int AS n FROM messages.opposition WHERE dossier_id = $1 AND levee_a IS NULL GROUP BY canal ORDER BY canal`,
      [garde],
    )
    expect(reste.rows).toEqual([
      { canal: 'courriel', n: 1 },
      { canal: 'sms', n: 1 },
    ])
    expect((await banc.messages(a)).map(m => m.etat)).toEqual(['annule', 'annule'])
  })
})

describe('STOP par réponse', () => {
  it('S’oppose chaque dossier dont le dernier SMS est allé à ce numéro, de quelque façon que l’opérateur l’écrive', async () => {
    const [d, autre, change] = [await banc.quelquUn(), await banc.quelquUn(), await banc.quelquUn()]
    for (const id of [d, change]) await banc.personne(id, `telephone = '06 55 55 55 55'`)
    await banc.personne(autre, `telephone = '06 55 55 55 56'`)
    const objets = [banc.annonce(d), banc.annonce(autre), banc.annonce(change)]
    for (const a of objets) await banc.ecrire(a)
    await banc.e.proprietaire.query(
      `UPDATE messages.message SET etat = 'recu' WHERE cle = ANY ($1)`,
      [objets.map(a => `${a.objetId}:convocation:1`)],
    )
    // The third has another number since: the one who answers is perhaps somebody else.
    await banc.personne(change, `telephone = '06 55 55 55 57'`)
    const b = banc.annonce(change, { le: '2026-12-09' })
    await banc.ecrire(b)
    await banc.e.proprietaire.query(
      `UPDATE messages.message SET etat = 'recu', change_a = change_a + interval '1 hour' WHERE cle = $1`,
      [`${b.objetId}:convocation:1`],
    )
    const stop = async (numero: string) =>
      (
        await banc.e.base.pool.query<{ n: number }>('SELECT messages.opposer_par_numero($1) AS n', [
          numero,
        ])
      ).rows[0]?.n
    expect(await stop('33655555555')).toBe(1)
    expect(await stop('+33655555555')).toBe(1)
    expect(await stop('0655555555')).toBe(1)
    expect([await stop('0611111111'), await stop('STOP'), await stop('')]).toEqual([0, 0, 0])
    const { rows } = await banc.e.proprietaire.query(
      'SELECT dossier_id, canal, voie FROM messages.opposition WHERE dossier_id = ANY ($1) AND levee_a IS NULL',
      [[d, autre, change]],
    )
    expect(rows).toEqual([{ dossier_id: d, canal: 'sms', voie: 'reponse' }])
    expect((await banc.messages(objets[0] as Annonce)).map(m => m.etat)).toEqual(['recu', 'annule'])
    expect((await banc.messages(objets[1] as Annonce)).map(m => m.etat)).toEqual([
      'recu',
      'a_envoyer',
    ])
  })
})
