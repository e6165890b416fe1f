/**
 * What the page of the STOP link says, in the eight languages (charte C3.3); the seven others are
 * to be reviewed by a translator.
 */
export const question = [
  {
    langue: 'fr',
    texte:
      'Appuyez sur le bouton pour ne plus recevoir de SMS ni de courriels. Vous pourrez changer d’avis : appelez-nous.',
  },
  {
    langue: 'en',
    texte:
      'Press the button to stop receiving text messages and e-mails. You can change your mind: call us.',
  },
  {
    langue: 'ar',
    texte: 'اضغط على الزر لإيقاف الرسائل القصيرة والبريد الإلكتروني. يمكنك تغيير رأيك: اتصل بنا.',
  },
  {
    langue: 'es',
    texte: 'Pulse el botón para no recibir más SMS ni correos. Puede cambiar de opinión: llámenos.',
  },
  {
    langue: 'pt',
    texte:
      'Carregue no botão para não receber mais SMS nem e-mails. Pode mudar de ideias: telefone-nos.',
  },
  {
    langue: 'ro',
    texte:
      'Apăsați butonul pentru a nu mai primi SMS-uri și e-mailuri. Vă puteți răzgândi: sunați-ne.',
  },
  {
    langue: 'ru',
    texte:
      'Нажмите кнопку, чтобы больше не получать SMS и письма. Вы можете передумать: позвоните нам.',
  },
  {
    langue: 'tr',
    texte:
      'Artık SMS ve e-posta almamak için düğmeye basın. Fikrinizi değiştirebilirsiniz: bizi arayın.',
  },
]
export const fait = [
  {
    langue: 'fr',
    texte:
      'Vous ne recevrez plus de messages de notre part. Les dates déjà fixées ne changent pas.',
  },
  {
    langue: 'en',
    texte: 'You will not receive any more messages from us. Dates already set do not change.',
  },
  { langue: 'ar', texte: 'لن تصلك رسائل منا بعد الآن. المواعيد المحددة لا تتغير.' },
  { langue: 'es', texte: 'No recibirá más mensajes nuestros. Las fechas ya fijadas no cambian.' },
  { langue: 'pt', texte: 'Não receberá mais mensagens nossas. As datas já marcadas não mudam.' },
  {
    langue: 'ro',
    texte: 'Nu veți mai primi mesaje de la noi. Datele deja stabilite nu se schimbă.',
  },
  {
    langue: 'ru',
    texte: 'Вы больше не будете получать от нас сообщения. Уже назначенные даты не меняются.',
  },
  { langue: 'tr', texte: 'Artık bizden mesaj almayacaksınız. Belirlenmiş tarihler değişmez.' },
]
export const trop =
  'Trop de demandes viennent de cet endroit. Attendez une minute, puis appuyez de nouveau.'
